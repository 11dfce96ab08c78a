"""Where requests may go and with which key: addresses, keys and proxies, checked before anything is sent."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from summarizer.errors import UsageError

KEYLESS = "no-key-needed"  # the SDK insists on a key; servers on this machine do not look at it


def checked_url(base_url: str) -> str:
    """`base_url` without what people paste along. Raises UsageError for what must not or cannot be used."""
    url = base_url.strip().rstrip("/").removesuffix("/chat/completions")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError("The base URL is not a valid address.", "Check --base-url.") from None
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("The base URL is not a web address.", "Write it as https://host/v1.")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise UsageError(
            "The base URL carries a user name, a password or a query.",
            "Secrets in an address end up in logs: put the key into OPENAI_API_KEY.",
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(
            f"The base URL of {host} is not https.",
            "Documents and the key would travel unencrypted; plain http is for this machine only.",
        )
    return url


def is_loopback(host: str) -> bool:
    """Is `host` this machine?"""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Host and port of an address, for messages."""
    return urlsplit(url).netloc


def is_openai(netloc: str) -> bool:
    """Is this OpenAI's own service, or Azure's?"""
    host = netloc.partition(":")[0].lower()
    return host == "api.openai.com" or host.endswith((".api.openai.com", ".openai.azure.com"))


def checked_key(api_key: str, url: str) -> str:
    """The key to send; a placeholder for this machine. Raises UsageError for a key that cannot be sent."""
    key = api_key.strip()
    if not key:
        if is_loopback(urlsplit(url).hostname or ""):
            return KEYLESS
        raise UsageError(
            f"There is no API key for {host_of(url)}.", "Set OPENAI_API_KEY, for example in .env."
        )
    if not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(
            "The API key has characters that no key has.",
            "Copy it again into OPENAI_API_KEY, without quotes.",
        )
    return key


def proxy_for(base_url: str) -> str | None:
    """The proxy that the environment (or the system) wants for `base_url`; never one for this machine."""
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415

    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if is_loopback(host) or proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    if proxy.startswith("socks://"):  # what desktops write and no library reads
        return proxy.replace("socks://", "socks5://", 1)
    return proxy if "://" in proxy else f"http://{proxy}"
