"""Asks on the terminal what is still open, in Chinese: questions on the error output, answers from the input."""

import sys

from chengzhao.law.provinces import Supplement
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice import Enquirer, FactErrors, Question, open_questions, read_enquirer

Given = dict[str, str | list[str]]
_TOGETHER = ("competition", "placing", "olympic_event")
"""Facts that are read together or not at all."""


def ask(given: Given, law: YearLaw, supplement: Supplement | None, province: str) -> Enquirer:
    """The enquirer after every open question was asked; the end of the input ends the asking.

    Raises FactErrors for what was given wrongly before the first question.
    """
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    said = dict(given)
    asked = set(said)
    enquirer = read_enquirer(said, law, supplement, province=province)
    while (question := next(iter(open_questions(enquirer, law, supplement, asked)), None)) is not None:
        answer = _answer(question)
        if answer is None:
            _say("")
            break
        if not answer and not question.is_optional:
            _say("这一题要回答才能得出结论。")
            continue
        asked.add(question.name)
        if answer or question.takes_several:
            enquirer = _with(said, question, answer, asked, enquirer, law, supplement, province)
    return enquirer


def _with(
    said: Given,
    question: Question,
    answer: list[str],
    asked: set[str],
    before: Enquirer,
    law: YearLaw,
    supplement: Supplement | None,
    province: str,
) -> Enquirer:
    """The enquirer with one answer more; an answer that is wrong is told, taken back and asked again."""
    said[question.name] = answer if question.takes_several else answer[0]
    if question.name in _TOGETHER and not all(name in said for name in _TOGETHER):
        return before
    try:
        return read_enquirer(said, law, supplement, province=province)
    except FactErrors as error:
        _say(str(error))
        for name in _TOGETHER if question.name in _TOGETHER else (question.name,):
            said.pop(name, None)
            asked.discard(name)
        return before


def _answer(question: Question) -> list[str] | None:
    """The answer as texts that are read, empty where it was left out; None at the end of the input."""
    _say("")
    _say(question.title + ("（可以不答，直接回车）" if question.is_optional else ""))
    if question.hint:
        _say(f"  {question.hint}")
    for number, option in enumerate(question.options, start=1):
        _say(f"  {number}　{option.label}" + (f"：{option.hint}" if option.hint else ""))
    while True:
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return None
        words = _words(line, question)
        chosen = [_chosen(word, question) for word in words]
        if None not in chosen and (question.takes_several or len(chosen) <= 1):
            return [word for word in chosen if word is not None]
        many = "，几项之间用空格分开" if question.takes_several else ""
        _say(f"没有这个选项，请填1至{len(question.options)}的序号{many}。")


def _words(line: str, question: Question) -> list[str]:
    """The single answers of a line: numbers parted by blanks or commas, or the whole line as one."""
    text = line.strip()
    parts = text.replace("，", " ").replace(",", " ").split()
    are_numbers = bool(question.options) and all(part.isdecimal() for part in parts)
    return parts if are_numbers else [text] if text else []


def _chosen(word: str, question: Question) -> str | None:
    """The value of an option chosen by its number, its label or itself; free text is its own value."""
    if not question.options:
        return word
    if word.isdecimal() and 1 <= int(word) <= len(question.options):
        return question.options[int(word) - 1].value
    return next((one.value for one in question.options if word in (one.label, one.value)), None)


def _say(text: str) -> None:
    print(text, file=sys.stderr)
