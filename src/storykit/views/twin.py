"""The styles of the static twins: inline, because a notebook that is not trusted keeps nothing else."""

SERIF = "font-family:Georgia,'Liberation Serif','Times New Roman',serif"
WORDS = f"{SERIF};font-size:1.1em;line-height:1.6"
SMALL = "font-family:'Helvetica Neue','Liberation Sans',Arial,sans-serif;font-size:.8em;opacity:.8"
TABLE = "width:100%;border-collapse:collapse;text-align:left;font-size:1em;table-layout:auto"
CELL = "text-align:left;vertical-align:top;white-space:normal;padding:6px 10px 6px 0;border-bottom:1px solid #8886"
HEAD = f"{CELL};font-weight:400"


def face(html: str) -> str:
    """A static face as Jupyter shows it: a dollar sign in an article begins no formula."""
    return f'<div class="tex2jax_ignore mathjax_ignore">{html}</div>'
