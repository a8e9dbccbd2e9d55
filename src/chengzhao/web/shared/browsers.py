"""What a browser calls itself, in a few words for the list of one's own log-ins."""

_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def browser_name(agent: str) -> str:
    """微信（安卓）; 其他浏览器 for one that says nothing known."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "其他浏览器")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser}（{system}）" if system else browser
