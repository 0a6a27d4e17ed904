//! Finds the markup that a broken document does not close. Parsers report where they noticed, which may be lines below.

use std::ops::Range;

use crate::syntax::xml_bounds::{is_name_end, markup};

/// Markup that is not closed.
pub(super) struct Unclosed {
    /// Its beginning: the name of an element, or the opening of a comment.
    pub(super) range: Range<usize>,
    /// What it is: `element`, `tag`, `comment` or `CDATA section`.
    pub(super) what: &'static str,
    /// Whether the parser noticed at a closing tag of another element.
    pub(super) closes_other: bool,
}

/// Returns the markup before `error`, the offset where a parser gave up, that is not closed there.
pub(super) fn find(text: &str, error: usize) -> Option<Unclosed> {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut offset = 0;
    while let Some(start) = text.get(offset..).and_then(|rest| rest.find('<')).map(|at| offset + at) {
        if start > error {
            break;
        }
        let rest = &text[start + 1..];
        let (end, opens) = markup(rest);
        for (opening, what) in [("!--", "comment"), ("![CDATA[", "CDATA section")] {
            if rest.starts_with(opening) && end == rest.len() {
                return Some(Unclosed { range: start..start + 1 + opening.len(), what, closes_other: false });
            }
        }
        let name_start = start + 1 + usize::from(rest.starts_with('/'));
        let name = name_start..name_start + text[name_start..].find(is_name_end).unwrap_or(text.len() - name_start);
        if !rest.starts_with(['!', '?']) && spills(&rest[..end]) {
            return (!rest.starts_with('/')).then_some(Unclosed { range: name, what: "tag", closes_other: false });
        }
        if rest.starts_with('/') {
            let last = open.pop()?;
            if text[last.clone()] != text[name] {
                return Some(Unclosed { range: last, what: "element", closes_other: true });
            }
        } else if opens {
            open.push(name);
        }
        offset = start + 1 + end;
    }
    // An error before the end is about something else: elements around it are open rightly.
    let range = open.pop().filter(|_| error >= text.trim_end().len())?;
    Some(Unclosed { range, what: "element", closes_other: false })
}

/// Returns whether a tag has another one in it, outside of quotes, because its own end is missing.
fn spills(tag: &str) -> bool {
    tag.split(['"', '\'']).step_by(2).any(|outside| outside.contains('<'))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn points_at_the_opening() {
        for (text, opening, what) in [
            ("<a>\n<b>\n</a>", "b", "element"),
            ("<a>\n<b x='>'>\n<c/></a>", "b", "element"),
            ("<a>\n<b>", "b", "element"),
            ("<a>\n<!-- b </a>", "<!--", "comment"),
            ("<a>\n<![CDATA[ b </a>", "<![CDATA[", "CDATA section"),
            ("<a>\n<b x='1'\n<c/></a>", "b", "tag"),
        ] {
            let found = find(text, text.len()).expect("unclosed markup");
            assert_eq!((&text[found.range], found.what), (opening, what), "{text}");
        }
    }

    #[test]
    fn finds_nothing_where_everything_is_closed() {
        for text in ["<a><b/><!-- <c> --></a>", "<a><![CDATA[<b>]]></a>", "</a>", "<a x=1></a>"] {
            assert!(find(text, text.len()).is_none(), "{text}");
        }
        assert!(find("<a>&b;</a>", 3).is_none(), "an error inside of an element that is closed");
    }
}
