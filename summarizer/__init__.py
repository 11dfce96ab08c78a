"""A folder of Chinese documents in, verified Chinese and English digests out."""
