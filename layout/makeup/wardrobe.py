"""A paper's type styles and a catalogue of faces -> the fonts that each style is set in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from content.nearest import meant
from content.problems import Place, Problem, Refused
from fonts.catalogue import Catalogue
from fonts.errors import FontError
from fonts.glyphs.features import REGISTERED
from layout.plan.grid import em_of, points
from layout.plan.inks import scene_inks
from layout.plan.paper import Paper
from layout.plan.profile import Profile
from layout.plan.style import FaceChoice, TypeStyle
from layout.reading.profiles import ReadProfile, find_profile
from layout.scene import Ink, Mpt
from layout.typeset import Font, ParagraphStyle, display_profile, load_profile, name_face

BOLD, BLACK = 700, 900


@dataclass(frozen=True, slots=True)
class Dress:
    """A type style with its faces opened: plain, strong and emphasised text, its ink and its paragraph style."""

    name: str
    style: TypeStyle
    font: Font
    strong: Font
    emphasis: Font
    ink: Ink
    paragraph: ParagraphStyle

    def at_size(self, size: float) -> Dress:
        """The same style at another size, in points."""
        style = self.style.model_copy(update={"size": float(size), "leading": None})
        font, strong, emphasis = (
            font_at(font, points(size)) for font in (self.font, self.strong, self.emphasis)
        )
        return replace(self, style=style, font=font, strong=strong, emphasis=emphasis)

    def tracked(self, more: Mpt) -> Dress:
        """The same style with so much more between its characters."""
        font, strong, emphasis = (
            replace(font, tracking=font.tracking + more) for font in (self.font, self.strong, self.emphasis)
        )
        return replace(self, font=font, strong=strong, emphasis=emphasis)

    def with_indents(self, **ems: float) -> Dress:
        """The same style with other indents, named as the keys of a style."""
        style = self.style.model_copy(update=ems)
        return replace(self, style=style, paragraph=_indented(self.paragraph, style))

    @property
    def display(self) -> Dress:
        """The same style for heads and other large type."""
        profile = display_profile(self.paragraph.profile)
        return replace(self, paragraph=replace(self.paragraph, profile=profile))

    @property
    def vertical(self) -> bool:
        """Whether its lines run downward."""
        return self.paragraph.vertical

    @property
    def em(self) -> Mpt:
        """How long an em of its type is along its lines."""
        return em_of(self.font.size, self.paragraph.type_along)

    @property
    def em_depth(self) -> Mpt:
        """How much room an em of its type takes up across its lines."""
        return em_of(self.font.size, self.paragraph.type_across)

    @property
    def line_height(self) -> Mpt:
        """From baseline to baseline: a quarter of its em boxes' depth between them where its style does not say."""
        leading = self.style.leading
        return points(leading) if leading is not None else round(1.25 * self.em_depth)

    def narrow(self, thousandths: int) -> Dress:
        """The same style drawn narrower along its lines, in thousandths of its own width."""
        own = self.paragraph
        if self.vertical:
            return replace(self, paragraph=replace(own, type_height=own.type_height * thousandths // 1000))
        return replace(self, paragraph=replace(own, type_width=own.type_width * thousandths // 1000))

    def running(self, *, vertical: bool) -> Dress:
        """The same style in lines that run downward, or to the right."""
        if vertical == self.vertical:
            return self
        return replace(self, paragraph=replace(self.paragraph, vertical=vertical))


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """All dresses of a paper, its inks, and the fall-backs that were needed to get them."""

    dresses: Mapping[str, Dress]
    inks: Mapping[str, Ink]
    warnings: tuple[Problem, ...] = field(default=())

    def __getitem__(self, name: str) -> Dress:
        return self.dresses[name]

    def running(self, *, vertical: bool) -> Wardrobe:
        """The same dresses in lines that run downward, or to the right."""
        dresses = {name: dress.running(vertical=vertical) for name, dress in self.dresses.items()}
        return replace(self, dresses=dresses)

    def get(self, name: str, other: Dress) -> Dress:
        """The dress of a style, or another where the paper has no such style."""
        return self.dresses.get(name, other)


StylePlace = Callable[[tuple[str, ...]], Place]
"""Where a key of the paper's file is: `("styles", "body", "face")`."""


def open_wardrobe(
    paper: Paper,
    catalogue: Catalogue,
    place: StylePlace | None = None,
    profiles: ReadProfile = find_profile,
) -> Wardrobe:
    """Opens the faces of all the paper's styles. `place` says where the paper's file holds a key, for messages;
    `profiles` finds the profiles that styles name (see `layout.reading.profiles`).

    Raises Refused with every style that can't be dressed.
    """
    inks = scene_inks(paper.inks)
    vertical = paper.grid.writing == "vertical"
    tailor = _Tailor(catalogue, inks, place or _in_paper, profiles, vertical)
    made = {name: tailor.dress(name, style) for name, style in paper.styles.items()}
    fonts = [
        Problem("bad-font", "warning", f"{error.what}.", Place(file=_font_file(error)), error.hint)
        for error in dict.fromkeys(catalogue.problems)
    ]
    problems = (*tailor.problems, *fonts, *tailor.warnings.values())
    if tailor.problems:
        raise Refused(problems)
    return Wardrobe({name: dress for name, dress in made.items() if dress is not None}, inks, problems)


def _in_paper(path: tuple[str, ...]) -> Place:
    return Place(file="paper.yaml", field=".".join(path))


def _font_file(error: FontError) -> str | None:
    """A font's file as the edition's folder has it."""
    return error.file if error.file in (None, "fonts") else f"fonts/{error.file}"


@dataclass(slots=True)
class _Tailor:
    """What the dresses are made of, and what went wrong so far: `problems` refuse the paper."""

    catalogue: Catalogue
    inks: Mapping[str, Ink]
    place: StylePlace
    profiles: ReadProfile
    vertical: bool
    problems: list[Problem] = field(default_factory=list)
    warnings: dict[str, Problem] = field(default_factory=dict)

    def dress(self, name: str, style: TypeStyle) -> Dress | None:
        """The dress of a style; None where a face or the profile is not there."""
        found = self._profile(style.profile, ("styles", name, "profile"))
        # Where there is no profile the faces are looked for all the same, so that everything is told at once.
        profile = found or load_profile(TypeStyle.model_fields["profile"].default)
        if style.tracking_em is None:
            style = style.model_copy(update={"tracking_em": profile.tracking_em})
        keys = ("styles", name)
        plain = self._font(style.own_face, style, profile, keys)
        strong = self._font(
            style.strong or self._strong_face(style, profile), style, profile, (*keys, "strong")
        )
        chosen = style.emphasis or self._emphasis_face(style, profile)
        emphasis = self._font(chosen, style, profile, (*keys, "emphasis"))
        if plain is None or strong is None or emphasis is None or found is None:
            return None
        self._look_for_features(name, style, plain, profile)
        type_width, type_height = style.proportions
        paragraph = ParagraphStyle(
            profile, style.align, vertical=self.vertical, type_width=type_width, type_height=type_height
        )
        paragraph = _indented(paragraph, style)
        return Dress(name, style, plain, strong, emphasis, self.inks[style.ink], paragraph)

    def _strong_face(self, style: TypeStyle, profile: Profile) -> FaceChoice:
        """How text stands out where the style does not say: in Latin papers by the bold of its face."""
        if profile.is_latin:
            return self._in_family(style, weight=BOLD if style.weight < BOLD else BLACK)
        return FaceChoice(face="hei", weight=600)

    def _emphasis_face(self, style: TypeStyle, profile: Profile) -> FaceChoice:
        """How text is emphasised where the style does not say: in Latin papers by the italic, in italic text by the
        upright, as their readers know it.
        """
        if profile.is_latin:
            return self._in_family(style, italic=not style.italic)
        # Kai has no Hangul.
        return FaceChoice(face="hei" if profile.lang.startswith("ko") else "kai")

    def _in_family(self, style: TypeStyle, **change: int) -> FaceChoice:
        """Another face of a style's family; where it has none such, one of the house's Latin family."""
        own = style.own_face.model_copy(update=change)
        with suppress(
            FontError
        ):  # a family that is not there is told where the style's own face is looked for
            if self.catalogue.resolve(own.face, own.weight, italic=own.italic).fallback is not None:
                return own.model_copy(update={"face": "serif"})
        return own

    def _font(
        self, choice: FaceChoice, style: TypeStyle, profile: Profile, keys: tuple[str, ...]
    ) -> Font | None:
        """The font of a choice, in the forms of a profile's language. `keys` lead to the choice in the paper's file."""
        path = (*keys, "face")
        try:
            found = self.catalogue.resolve(choice.face, choice.weight, profile.lang, italic=choice.italic)
            helpers = self.catalogue.stand_ins(choice.face, choice.weight, profile.lang)
            own = self.catalogue.own_faces(choice.weight)
        except FontError as error:
            what = f"Style {path[1]!r}: {error.what}."
            self.problems.append(Problem("no-face", "refused", what, self.place(path), error.hint))
            return None
        if found.fallback is not None:
            hint = "run `make faces`, or name a face and a weight that are there"
            problem = Problem("face-fallback", "warning", f"{found.fallback}.", self.place(path), hint)
            self.warnings.setdefault(found.fallback, problem)
        fallbacks = tuple(face for face in helpers if face is not found.face)
        tracking = round((style.tracking_em or 0) * style.size * 1000)
        features = tuple(sorted(style.features.items()))
        reserve = tuple(face for face in own if face is not found.face)
        return Font(found.face, points(style.size), fallbacks, tracking, features, reserve)

    def _look_for_features(self, name: str, style: TypeStyle, font: Font, profile: Profile) -> None:
        """Tells of features that change nothing: the face has none of that tag, or there is no such tag at all."""
        for tag, on in style.features.items():
            known = tag in REGISTERED
            has = font.face.features(profile.lang)
            # Figures of one width are made in any face; what is not there need not be switched off.
            if tag in has or tag == "tnum" or (known and not on):
                continue
            near = meant(tag, has, meant(tag, REGISTERED, ""))
            what = f"Style {name!r}: {name_face(font.face)} has no feature {tag!r} for {profile.lang}"
            what += ", and OpenType knows none of that name." if not known else ": it changes nothing."
            hint = f"{near + '; ' if near else ''}it has {', '.join(sorted(has)[:30]) or 'none'}"
            place = self.place(("styles", name, "features", tag))
            self.warnings[f"{name} {tag}"] = Problem("unknown-feature", "warning", what, place, hint)

    def _profile(self, name: str, path: tuple[str, ...]) -> Profile | None:
        try:
            return self.profiles(name, self.place(path))
        except Refused as refusal:
            # Several styles may name one file: its problems are listed once.
            self.problems += [problem for problem in refusal.problems if problem not in self.problems]
            return None


def _indented(paragraph: ParagraphStyle, style: TypeStyle) -> ParagraphStyle:
    """A paragraph's style with the indents of a type style, in its own ems."""
    first, further, end = (
        round(ems * style.size * 1000)
        for ems in (style.start_em + style.indent_em, style.start_em + style.hanging_em, style.end_em)
    )
    return replace(paragraph, indent=first, hanging=further, end_indent=end)


def font_at(font: Font, size: Mpt) -> Font:
    """A font at another size, in thousandths of a point; its tracking grows with it."""
    return replace(font, size=size, tracking=round(font.tracking * size / font.size))
