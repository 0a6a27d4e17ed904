//! Parses XML into a lossless tree with comments, CDATA and unresolved references, which other parsers drop. The text
//! must be well-formed.

/// The white space of XML, after line breaks were normalized.
pub(super) const WHITE_SPACE: [char; 3] = [' ', '\t', '\n'];

/// A node of the tree.
pub(super) enum Node<'t> {
    /// An element with its content.
    Element(Element<'t>),
    /// Text between markup.
    Text(&'t str),
    /// A CDATA section with its delimiters.
    Cdata(&'t str),
    /// A comment with its delimiters.
    Comment(&'t str),
    /// The XML declaration or a processing instruction.
    Instruction(&'t str),
}

/// An element.
pub(super) struct Element<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// Its attributes: name, and value with the quotes.
    pub(super) attributes: Vec<(&'t str, &'t str)>,
    /// Its content.
    pub(super) children: Vec<Node<'t>>,
    /// The source text of its content.
    pub(super) inner: &'t str,
}

/// Parses a text. Returns `None` if it is not well-formed.
pub(super) fn parse(text: &str) -> Option<Vec<Node<'_>>> {
    let mut rest = text;
    let nodes = nodes(&mut rest)?;
    rest.is_empty().then_some(nodes)
}

/// Parses nodes up to an end tag. The nesting depth was checked before.
fn nodes<'t>(rest: &mut &'t str) -> Option<Vec<Node<'t>>> {
    let mut found = Vec::new();
    while !rest.is_empty() && !rest.starts_with("</") {
        found.push(node(rest)?);
    }
    Some(found)
}

fn node<'t>(rest: &mut &'t str) -> Option<Node<'t>> {
    match *rest {
        text if text.starts_with("<!--") => Some(Node::Comment(through(rest, 4, "-->")?)),
        text if text.starts_with("<![CDATA[") => Some(Node::Cdata(through(rest, 9, "]]>")?)),
        text if text.starts_with("<?") => Some(Node::Instruction(through(rest, 2, "?>")?)),
        text if text.starts_with('<') => Some(Node::Element(element(rest)?)),
        text => {
            let end = text.find('<').unwrap_or(text.len());
            Some(Node::Text(take(rest, end)?))
        }
    }
}

fn element<'t>(rest: &mut &'t str) -> Option<Element<'t>> {
    take(rest, 1)?;
    let name = until(rest, |c| WHITE_SPACE.contains(&c) || matches!(c, '/' | '>'))?;
    let mut element = Element { name, attributes: Vec::new(), children: Vec::new(), inner: "" };
    loop {
        *rest = rest.trim_start_matches(WHITE_SPACE);
        if let Some(after) = rest.strip_prefix("/>") {
            *rest = after;
            return Some(element);
        }
        if let Some(after) = rest.strip_prefix('>') {
            *rest = after;
            break;
        }
        element.attributes.push(attribute(rest)?);
    }
    let start = *rest;
    element.children = nodes(rest)?;
    element.inner = start.get(..start.len() - rest.len())?;
    let after = rest.strip_prefix("</")?.strip_prefix(name)?;
    *rest = after.trim_start_matches(WHITE_SPACE).strip_prefix('>')?;
    Some(element)
}

fn attribute<'t>(rest: &mut &'t str) -> Option<(&'t str, &'t str)> {
    let name = until(rest, |c| c == '=' || WHITE_SPACE.contains(&c))?;
    *rest = rest.trim_start_matches(WHITE_SPACE).strip_prefix('=')?.trim_start_matches(WHITE_SPACE);
    let quote = if rest.starts_with('\'') { "'" } else { "\"" };
    Some((name, through(rest, 1, quote)?))
}

/// Takes text through `close`, which is searched after the first `open` bytes.
fn through<'t>(rest: &mut &'t str, open: usize, close: &str) -> Option<&'t str> {
    let end = rest.get(open..)?.find(close)? + open + close.len();
    take(rest, end)
}

/// Takes a name: at least one character, before the first that `ends` accepts.
fn until<'t>(rest: &mut &'t str, ends: impl Fn(char) -> bool) -> Option<&'t str> {
    let end = rest.find(ends).filter(|end| *end > 0)?;
    take(rest, end)
}

fn take<'t>(rest: &mut &'t str, length: usize) -> Option<&'t str> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}
