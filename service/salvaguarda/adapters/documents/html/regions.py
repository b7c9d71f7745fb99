"""Which parts of a page are not the draft: menus, banners, feet, forms, tables of contents."""

from collections.abc import Sequence

from salvaguarda.adapters.documents.html.tree import Element

_NAVIGATION_TAGS = frozenset({"nav", "aside", "form", "button", "select", "textarea", "dialog"})
_ONLY_OUTSIDE = frozenset({"header", "footer"})  # inside an article they are its title and its signatures
_NAVIGATION_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar"}
)
_NAVIGATION_WORDS = frozenset({
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "site-header", "site-footer", "pagination",
    "cookie-banner", "cookies", "cookie-consent", "skip-link", "skip-links", "social-share", "share-buttons", "topnav",
})  # fmt: skip
_CONTENTS_WORDS = frozenset({
    "toc", "table-of-contents", "tableofcontents", "contents-list", "msotoc1", "msotoc2", "msotoc3", "msotoc4", "msotoc5",
    "msotocheading", "oj-toc",
})  # fmt: skip
_COMMENT_WORDS = frozenset(
    {"msocommentreference", "msocomtxt", "msocommenttext"}
)  # Word's, printed behind the text
_UNSHOWN = frozenset({"noscript", "template", "svg", "datalist", "rp", "rt", "annotation"})
_TELLING_TAGS = _NAVIGATION_TAGS | _ONLY_OUTSIDE | _UNSHOWN
_MAIN_SHARE = 0.5
_MOST_MAINS = 20


def main_of(root: Element, elements: Sequence[Element]) -> Element | None:
    """The one element that holds the content of the page; None when the page does not say, or says it of a small part."""
    mains = [each for each in elements if each.tag == "main" or each.get("role") == "main"]
    articles = [each for each in elements if each.tag == "article"]
    found = mains[0] if mains else articles[0] if len(articles) == 1 else None
    if found is None or len(mains) > _MOST_MAINS:
        return None
    whole = _length(root)
    return found if _length(found) >= _MAIN_SHARE * whole else None


def _length(element: Element) -> int:
    return sum(len(each.strip()) for each in element.walk() if isinstance(each, str))


def reason_of(element: Element, in_content: bool, has_main: bool) -> str:
    """Why an element is no text of the draft; "" when it may be. in_content: it stands inside main or article."""
    if element.tag not in _TELLING_TAGS and not element.attributes:
        return ""
    if element.tag in _UNSHOWN or "hidden" in element.attributes:
        return "hidden text"
    names = {*element.classes[:20], element.get("id").lower()}
    if names & _COMMENT_WORDS:
        return "comment"
    if names & _CONTENTS_WORDS:
        return "table of contents"
    role = element.get("role").lower()
    outside = not in_content and (element.tag in _ONLY_OUTSIDE or role in {"banner", "contentinfo"})
    by_role = role in _NAVIGATION_ROLES and role not in {"banner", "contentinfo"}
    if (
        element.tag in _NAVIGATION_TAGS
        or outside
        or by_role
        or (names & _NAVIGATION_WORDS and element.tag != "body")
    ):
        # some old systems put the whole page into one form
        return "" if element.tag == "form" and (in_content or not has_main) else "navigation"
    return ""
