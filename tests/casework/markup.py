"""Compares HTML for what it says: white space, and the order of attributes and classes, aside."""

from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "path", "rect", "line", "circle"}


class Tree(HTMLParser):
    """Turns HTML into nested lists of tag, attributes and children."""

    def __init__(self):
        super().__init__()
        self.root = ["root", {}, []]
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = [tag, dict(map(normal, attrs)), []]
        self.open[-1][2].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1][2].append([tag, dict(map(normal, attrs)), []])

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.open[-1][2].append(text)


def normal(attribute):
    name, value = attribute
    if name in ("class", "aria-describedby"):
        return name, sorted((value or "").split())
    return name, value


def tree(html: str) -> list:
    """Return what ``html`` says."""
    parser = Tree()
    parser.feed(html)
    parser.close()
    return parser.root
