//! Reads the HTML in published text as Markdown: tags become line breaks, items, code spans and links. Preformatted text and
//! tables are pieces of their own. Anything else in angle brackets is kept.

use super::entity::{Context, decode, decode_into};
use super::table::{self, Row};
use super::tag::{Element, Found, Tag, element, tag};

/// The longest code span or link in bytes. Without a limit, text with many opening tags would take quadratic time.
const MAX_SPAN: usize = 2_000;

/// A part of a text.
pub(super) enum Piece {
    /// Lines of Markdown without known tags.
    Text(String),
    /// Preformatted lines.
    Code(String),
    /// A table.
    Table(Vec<Row>),
}

/// Returns the pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut reader = Reader { pieces: Vec::new(), text: String::with_capacity(text.len()), unclosed: [false; 3] };
    reader.read(text);
    reader.end_text();
    reader.pieces
}

struct Reader {
    pieces: Vec<Piece>,
    /// The text since the last piece.
    text: String,
    /// For each [`Element`], whether the rest of the text does not close it. So it is searched once.
    unclosed: [bool; 3],
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['<', '&', '`']) {
            let (before, markup) = rest.split_at(at);
            self.text.push_str(before);
            let length = match markup.as_bytes()[0] {
                b'<' => self.tag(markup),
                b'&' => decode_into(markup, Context::Markdown, &mut self.text),
                _ => self.ticks(markup),
            };
            rest = &markup[length..];
        }
        self.text.push_str(rest);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    /// Reads what a `<` begins. Returns its length.
    fn tag(&mut self, markup: &str) -> usize {
        let Some(found) = tag(markup) else {
            self.text.push('<');
            return 1;
        };
        let whole = match found.tag {
            _ if found.closes => None,
            Tag::Element(kind) => self.element(markup, &found, kind),
            _ => span(markup, &found).map(|(span, length)| {
                self.text.push_str(&span);
                length
            }),
        };
        whole.unwrap_or_else(|| {
            self.text.push_str(replacement(&found));
            found.length
        })
    }

    /// Reads an element that is a piece of its own. Returns its length.
    fn element(&mut self, markup: &str, found: &Found<'_>, kind: Element) -> Option<usize> {
        if self.unclosed[kind as usize] {
            return None;
        }
        let Some((content, length)) = element(markup, found) else {
            self.unclosed[kind as usize] = true;
            return None;
        };
        let piece = match kind {
            Element::Preformatted => Piece::Code(plain(content)),
            Element::Table => Piece::Table(table::html(content)),
            Element::Drawing => return Some(length),
        };
        self.end_text();
        self.pieces.push(piece);
        Some(length)
    }

    /// Reads backticks, and the code span that they begin, in which nothing is markup. Returns the length.
    fn ticks(&mut self, markup: &str) -> usize {
        let is_tag = |text: &str| tag(text).is_some_and(|found| found.length == text.len());
        // A tag inside is markup, unless it is what the span is about.
        let span = code_span(markup).filter(|span| !has_tag(span) || is_tag(span.trim_matches(['`', ' '])));
        let read = span.unwrap_or(&markup[..run(markup)]);
        self.text.push_str(read);
        read.len()
    }
}

/// Returns the code span of Markdown at the start of a text: what is between equal runs of backticks in one line.
pub fn code_span(text: &str) -> Option<&str> {
    let ticks = run(text);
    let line = head(text).split('\n').next()?;
    let mut at = ticks;
    loop {
        at += line.get(at..)?.find('`')?;
        let end = at + run(&line[at..]);
        if end == at + ticks {
            return Some(&text[..end]);
        }
        at = end;
    }
}

/// Returns the number of backticks at the start of a text.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Returns a code span, link or image as Markdown, and the length of its element.
fn span(markup: &str, found: &Found<'_>) -> Option<(String, usize)> {
    if found.tag == Tag::Image {
        let name = found.attribute("alt").map(decode).filter(|name| !name.trim().is_empty());
        return Some((link(name.as_deref().unwrap_or("image"), found.attribute("src")?)?, found.length));
    }
    let (content, length) = element(head(markup), found)?;
    let text = plain(content);
    match found.tag {
        Tag::Code => Some((code(&text), length)),
        Tag::Link => Some((link(&text, found.attribute("href")?)?, length)),
        _ => None,
    }
}

/// Returns a code span on one line.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.contains('`') {
        _ if text.is_empty() => text,
        false => format!("`{text}`"),
        true => format!("`` {text} ``"),
    }
}

/// Returns a link. `None` if it would not be one in Markdown.
fn link(text: &str, url: &str) -> Option<String> {
    let (text, url) = (text.trim(), decode(url));
    let is_url = ["https://", "http://", "/"].iter().any(|start| url.starts_with(start));
    let has_end = url.contains(|c: char| c.is_whitespace() || "()[]<>`\"\\".contains(c));
    (is_url && !has_end && !text.is_empty() && !text.contains(['[', ']', '`', '<', '\n']))
        .then(|| format!("[{text}]({url})"))
}

/// Returns the text of an element in which nothing but tags and entities is markup.
fn plain(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        out.push_str(&decode(&rest[..at]));
        rest = &rest[at..];
        let (text, length) = match tag(rest) {
            Some(found) if matches!(found.tag, Tag::Block | Tag::Item) => ("\n", found.length),
            Some(found) => ("", found.length),
            None => ("<", 1),
        };
        out.push_str(text);
        rest = &rest[length..];
    }
    out + &decode(rest)
}

/// Returns what a tag becomes where its element is not read as a whole.
fn replacement(found: &Found<'_>) -> &'static str {
    match found.tag {
        Tag::Item if !found.closes => "\n- ",
        Tag::Block | Tag::Item | Tag::Row | Tag::Element(_) => "\n",
        Tag::Cell => " ",
        Tag::Code | Tag::Link | Tag::Image | Tag::Inline => "",
    }
}

fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| tag(&text[at..]).is_some())
}

/// Returns the start of a text, in which the end of a span is searched.
fn head(text: &str) -> &str {
    let end = (0..=MAX_SPAN.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}
