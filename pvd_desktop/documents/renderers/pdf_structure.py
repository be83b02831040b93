"""The logical structure of a PDF: what its marks on the pages are, for those who hear it instead of seeing it."""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from pvd_desktop.documents.renderers.pdf_canvas import Element


def plant(pdf: Pdf, root: Element) -> None:
    """Write the structure of ``root`` into ``pdf``, whose pages bear the marks it refers to."""
    _Planter(pdf).plant(root)


class _Planter:
    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages: Sequence[Object] = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, Object]] = [{} for _ in self._pages]
        """The element each mark of a page belongs to."""
        self._attributes: dict[tuple[object, ...], Object] = {}

    def plant(self, root: Element) -> None:
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._planted(root, tree)])
        numbers: list[Any] = []
        for index, (page, owner) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents = index
            numbers += [index, self._pdf.make_indirect(Array([owner[mark] for mark in sorted(owner)]))]
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = len(self._pages)
        self._pdf.Root.StructTreeRoot = tree
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _planted(self, element: Element, parent: Object) -> Object:
        """One element and those under it."""
        planted = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        if element.alt and element.role != "Table":
            planted.Alt = String(element.alt)
        self._qualify(element, planted)
        kids: list[Any] = []
        page = -1
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._planted(kid, planted))
                continue
            own, mark = kid
            self._owners[own][mark] = planted
            if page < 0:
                page = own
                planted.Pg = self._pages[page]
            kids.append(mark if own == page else Dictionary(Type=Name.MCR, Pg=self._pages[own], MCID=mark))
        if kids:
            planted.K = Array(kids) if len(kids) > 1 else kids[0]
        return planted

    def _qualify(self, element: Element, planted: Object) -> None:
        """What is said of tables and their cells; cells alike share it."""
        # An alternative text of a table would be read instead of its cells.
        summary = element.alt if element.role == "Table" else ""
        if not (summary or element.scope or element.span > 1):
            return
        key = (summary, element.scope, element.span)
        if key not in self._attributes:
            attributes = Dictionary(O=Name.Table)
            if summary:
                attributes.Summary = String(summary)
            if element.scope:
                attributes.Scope = Name(f"/{element.scope}")
            if element.span > 1:
                attributes.ColSpan = element.span
            self._attributes[key] = self._pdf.make_indirect(attributes)
        planted.A = self._attributes[key]
