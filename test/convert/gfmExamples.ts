/** Examples of what GitHub Flavored Markdown adds to CommonMark, with the HTML GitHub makes of them. */
export interface Example {
  readonly about: string;
  readonly markdown: string;
  readonly html: string;
}

export const GFM_EXAMPLES: readonly Example[] = [
  {
    about: "a table",
    markdown: "| fruit | price |\n| --- | --- |\n| apple | two |\n| pear | three |\n",
    html: "<table><thead><tr><th>fruit</th><th>price</th></tr></thead><tbody><tr><td>apple</td><td>two</td></tr><tr><td>pear</td><td>three</td></tr></tbody></table>",
  },
  {
    about: "alignment, and rows without pipes at their ends",
    markdown: "| left | right |\n:-: | -----------:\none | two\n",
    html: '<table><thead><tr><th align="center">left</th><th align="right">right</th></tr></thead><tbody><tr><td align="center">one</td><td align="right">two</td></tr></tbody></table>',
  },
  {
    about: "an escaped pipe, also inside code",
    markdown: "| p\\|ipe |\n| ------ |\n| one `a\\|b` |\n| two **c\\|d** |\n",
    html: "<table><thead><tr><th>p|ipe</th></tr></thead><tbody><tr><td>one <code>a|b</code></td></tr><tr><td>two <strong>c|d</strong></td></tr></tbody></table>",
  },
  {
    about: "a table ends at another block",
    markdown: "| head | more |\n| --- | --- |\n| cell | last |\n> quote\n",
    html: "<table><thead><tr><th>head</th><th>more</th></tr></thead><tbody><tr><td>cell</td><td>last</td></tr></tbody></table><blockquote><p>quote</p></blockquote>",
  },
  {
    about: "a table ends at an empty line",
    markdown: "| head | more |\n| --- | --- |\n| cell | last |\nalone\n\nafter\n",
    html: "<table><thead><tr><th>head</th><th>more</th></tr></thead><tbody><tr><td>cell</td><td>last</td></tr><tr><td>alone</td><td></td></tr></tbody></table><p>after</p>",
  },
  {
    about: "a delimiter row of another width makes no table",
    markdown: "| head | more |\n| --- |\n| cell |\n",
    html: "<p>| head | more |\n| --- |\n| cell |</p>",
  },
  {
    about: "short and long rows",
    markdown: "| head | more |\n| --- | --- |\n| short |\n| one | two | surplus |\n",
    html: "<table><thead><tr><th>head</th><th>more</th></tr></thead><tbody><tr><td>short</td><td></td></tr><tr><td>one</td><td>two</td></tr></tbody></table>",
  },
  {
    about: "a table without a body",
    markdown: "| head | more |\n| --- | --- |\n",
    html: "<table><thead><tr><th>head</th><th>more</th></tr></thead></table>",
  },
  {
    about: "task list items",
    markdown: "- [ ] open\n- [x] done\n- [X] also done\n",
    html: '<ul><li><input disabled="" type="checkbox"> open</li><li><input checked="" disabled="" type="checkbox"> done</li><li><input checked="" disabled="" type="checkbox"> also done</li></ul>',
  },
  {
    about: "nested task list items",
    markdown: "- [x] outer\n  - [ ] inner\n  - [x] other\n- [ ] last\n",
    html: "<ul><li>outer<ul><li>inner</li><li>other</li></ul></li><li>last</li></ul>",
  },
  {
    about: "task list items with numbers",
    markdown: "1. [ ] first\n2. [x] second\n",
    html: "<ol><li>first</li><li>second</li></ol>",
  },
  {
    about: "strikethrough with one and two tildes",
    markdown: "~~Hi~~ there, ~world~!\n",
    html: "<p><del>Hi</del> there, <del>world</del>!</p>",
  },
  {
    about: "strikethrough does not cross paragraphs",
    markdown: "This ~~has a\n\nnew paragraph~~.\n",
    html: "<p>This ~~has a</p><p>new paragraph~~.</p>",
  },
  {
    about: "three tildes strike nothing",
    markdown: "This will ~~~not~~~ strike.\n",
    html: "<p>This will ~~~not~~~ strike.</p>",
  },
  {
    about: "an autolink without a scheme",
    markdown: "Visit www.example.org now\n",
    html: '<p>Visit <a href="http://www.example.org">www.example.org</a> now</p>',
  },
  {
    about: "an autolink leaves the punctuation after it",
    markdown: "Visit www.example.org/help.\n\nVisit www.example.org/a.b.\n",
    html: '<p>Visit <a href="http://www.example.org/help">www.example.org/help</a>.</p><p>Visit <a href="http://www.example.org/a.b">www.example.org/a.b</a>.</p>',
  },
  {
    about: "an autolink keeps balanced brackets",
    markdown: "see www.example.org/q=(word) and (www.example.org/q=(word)) and (www.example.org/q\n",
    html: "<p>see www.example.org/q=(word) and (www.example.org/q=(word)) and (www.example.org/q</p>",
  },
  {
    about: "an autolink leaves what looks like an entity",
    markdown: "www.example.org/search?q=word&hl=en\n\nwww.example.org/search?q=word&hl;\n",
    html: "<p>www.example.org/search?q=word&amp;hl=en</p><p>www.example.org/search?q=word&amp;hl;</p>",
  },
  {
    about: "an autolink ends at a less-than sign",
    markdown: "www.example.org/he<lp\n",
    html: "<p>www.example.org/he&lt;lp</p>",
  },
  {
    about: "autolinks with a scheme",
    markdown: "http://example.org\n\n(Visit https://secret.example.org/help?q=word&hl=en)\n",
    html: "<p>http://example.org</p><p>(Visit https://secret.example.org/help?q=word&amp;hl=en)</p>",
  },
  {
    about: "autolinks of e-mail addresses",
    markdown: "write foo@bar.example, not hello@mail+xyz.example nor a.b-c_d@a.b-\n",
    html: "<p>write foo@bar.example, not hello@mail+xyz.example nor a.b-c_d@a.b-</p>",
  },
  {
    about: "raw HTML that is filtered shows its content at most",
    markdown: "<strong> <em>\n\n<blockquote>\n  text and <b>bold</b>.\n</blockquote>\n",
    html: "<p><strong> <em></em></strong></p><blockquote>text and <b>bold</b>.</blockquote>",
  },
  {
    about: "footnotes",
    markdown:
      "Here[^1] and[^longer].\n\n[^1]: The first.\n[^longer]: The other.\n\n    Its second paragraph.\n\n        some code\n",
    html: "<p>Here[1] and[2].</p><p>[1] The first.</p><p>[2] The other.</p><p>Its second paragraph.</p><pre>some code</pre>",
  },
  {
    about: "a footnote called twice, and one called from another",
    markdown: "One[^a] two[^a] three.\n\n[^a]: See[^b].\n[^b]: End.\n",
    html: "<p>One[1] two[1] three.</p><p>[1] See[2].</p><p>[2] End.</p>",
  },
  {
    about: "a call of a footnote that nobody wrote",
    markdown: "Nothing[^x] there.\n",
    html: "<p>Nothing[^x] there.</p>",
  },
  {
    about: "alerts",
    markdown: "> [!WARNING]\n> Mind the gap.\n>\n> - one\n> - two\n",
    html: "<div><p>Mind the gap.</p><ul><li>one</li><li>two</li></ul></div>",
  },
];
