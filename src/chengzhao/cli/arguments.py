"""What several commands read from their words."""

import argparse


def province_code(text: str) -> str:
    """The two digits of a province, given so or by its name. Raises ArgumentTypeError, which argparse tells."""
    if text.isascii() and text.isdigit() and len(text) == 2:
        return text
    from chengzhao.law.reference import divisions

    found = [each.code[:2] for each in divisions("") if len(text) > 1 and each.name.startswith(text)]
    if len(found) != 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是省份，请写两位代码或名称，如14、山西")
    return found[0]
