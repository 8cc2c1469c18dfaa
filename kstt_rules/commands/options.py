"""Options that several commands share."""

import click

DEFAULT_PACK = "bac-giang-2021"

pack_option = click.option(
    "--pack",
    default=DEFAULT_PACK,
    show_default=True,
    metavar="PACK",
    help="Name or folder of the rule pack. / Gói quy tắc.",
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Language of the output. / Ngôn ngữ.",
)
