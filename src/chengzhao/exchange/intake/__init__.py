"""Files that people send: looked at by content, made anew by our own encoders in a confined process, or refused.

`take_in` is the way in. docs/how-to/take-in-files.md tells what a page that takes files has to do.
"""

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.intake.uploads import EVIDENCE, PORTRAIT, UploadRule, take_in
from chengzhao.vault.accepted import quota_sentence

__all__ = ["EVIDENCE", "PORTRAIT", "Refused", "UploadRule", "quota_sentence", "take_in"]
