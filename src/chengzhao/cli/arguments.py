"""What several commands read from their words."""

import argparse


def province_code(text: str) -> str:
    """The two digits of a province. Raises ArgumentTypeError, which argparse tells."""
    if not (text.isascii() and text.isdigit() and len(text) == 2):
        raise argparse.ArgumentTypeError(f"{text!r}: expected the two digits of a province, such as 14")
    return text
