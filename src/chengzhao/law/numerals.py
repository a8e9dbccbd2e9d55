"""Numbers in Chinese, as texts of law write them."""


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese: 9 is 九, 10 is 十, 17 is 十七, 25 is 二十五."""
    if not 1 <= number <= 99:
        raise ValueError(f"只写1至99：{number}")
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")
