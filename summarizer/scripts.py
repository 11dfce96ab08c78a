"""Characters that are written otherwise in Taiwan, Hong Kong and Macao, in their simplified form.

One character for one, so that spans stay those of the source; and only those that have one simplified form
in whatever word. It is no converter of texts, but lets one vocabulary do for both scripts.
"""

from __future__ import annotations

import re
from types import MappingProxyType

_PAIRS = """
亞亚 佈布 併并 來来 倆俩 個个 們们 倫伦 側侧 備备 債债 僅仅 僑侨 價价 億亿 兒儿 內内 兩两 冊册 則则 剛刚
劃划 動动 務务 勝胜 匯汇 區区 參参 員员 啟启 單单 噸吨 嚴严 國国 園园 圓元 圖图 團团 執执 報报 場场 塊块
壓压 學学 實实 寧宁 審审 寫写 寶宝 將将 對对 導导 屆届 層层 屬属 岡冈 島岛 峽峡 師师 帶带 幀帧 幣币 幾几
庫库 廠厂 廢废 廳厅 張张 強强 後后 徑径 從从 復复 慶庆 應应 戰战 戶户 據据 擬拟 擴扩 攜携 攝摄 敘叙 數数
斷断 於于 時时 暫暂 曆历 書书 會会 東东 條条 棟栋 業业 極极 構构 樁桩 樓楼 標标 樣样 橋桥 機机 檢检 權权
歐欧 歲岁 歷历 決决 沒没 減减 湯汤 準准 溝沟 滅灭 滿满 漢汉 漲涨 灣湾 為为 烏乌 無无 爭争 爾尔 猶犹 獎奖
獲获 現现 環环 產产 畝亩 當当 發发 盞盏 盡尽 監监 盧卢 眾众 確确 碼码 禎祯 禮礼 種种 稱称 筆笔 節节 簡简
簽签 籲吁 紀纪 約约 納纳 紐纽 級级 細细 紹绍 組组 結结 給给 經经 維维 綱纲 網网 綻绽 緒绪 線线 締缔 編编
緬缅 縣县 縮缩 總总 續续 罈坛 羅罗 義义 聖圣 聞闻 聯联 聲声 職职 臘腊 臨临 臺台 與与 舉举 茲兹 華华 萊莱
萬万 薩萨 蘆芦 蘇苏 蘭兰 處处 虛虚 號号 虧亏 補补 裡里 見见 規规 視视 親亲 觀观 訂订 計计 訊讯 記记 訪访
設设 許许 訴诉 註注 評评 詞词 試试 話话 該该 認认 語语 誤误 說说 課课 調调 請请 論论 諸诸 諾诺 講讲 證证
識识 譯译 議议 讀读 變变 讓让 貝贝 貞贞 貨货 貫贯 費费 資资 賓宾 賴赖 賽赛 贊赞 趕赶 車车 軍军 載载 輛辆
輩辈 輪轮 輯辑 輸输 轉转 辦办 辭辞 農农 這这 週周 過过 達达 違违 遠远 遲迟 遺遗 邊边 鄉乡 鄰邻 醫医 釋释
釐厘 錄录 錢钱 錯错 鍵键 鎊镑 鎮镇 鏈链 鐘钟 長长 門门 開开 間间 關关 陳陈 陸陆 隊队 階阶 際际 隻只 雖虽
雙双 難难 電电 韓韩 頁页 頃顷 項项 順顺 須须 預预 頓顿 領领 頭头 顆颗 題题 額额 類类 顧顾 顯显 餘余 館馆
馬马 駐驻 體体 魯鲁 鴉鸦 麥麦 點点 齡龄 齣出 龍龙
"""
TO_SIMPLIFIED = MappingProxyType({ord(pair[0]): pair[1] for pair in _PAIRS.split()})
_TRADITIONAL = re.compile(f"[{''.join(map(chr, TO_SIMPLIFIED))}]")


def is_traditional(text: str) -> bool:
    """Whether a text has characters that only the traditional script has."""
    return _TRADITIONAL.search(text) is not None


def simplified(text: str) -> str:
    """`text` with these characters in simplified form; the length stays.

    >>> simplified("六個國家的會議")
    '六个国家的会议'
    """
    return text.translate(TO_SIMPLIFIED) if _TRADITIONAL.search(text) else text
