//! The markup of an XML text as a tree of all that is written: comments, CDATA, and every character the way it is spelled.
//! A parser for meaning drops these. The text is known to be well-formed; where it is not, there is no tree.

/// The blanks of XML, once line breaks are those of XML.
pub(super) const BLANK: [char; 3] = [' ', '\t', '\n'];

/// A piece of the text.
pub(super) enum Node<'t> {
    /// An element with all that is in it.
    Element(Element<'t>),
    /// Text between markup.
    Text(&'t str),
    /// CDATA, with its brackets.
    Cdata(&'t str),
    /// A comment, with its brackets.
    Comment(&'t str),
    /// The declaration, or a processing instruction.
    Instruction(&'t str),
}

/// An element.
pub(super) struct Element<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// Its attributes: name, and value with the quotes.
    pub(super) attributes: Vec<(&'t str, &'t str)>,
    /// What is in it.
    pub(super) children: Vec<Node<'t>>,
    /// The same, as it is written.
    pub(super) inner: &'t str,
}

/// The pieces of a text.
pub(super) fn parse(text: &str) -> Option<Vec<Node<'_>>> {
    let mut rest = text;
    let nodes = nodes(&mut rest)?;
    rest.is_empty().then_some(nodes)
}

/// The pieces up to the end of the element around them. How deep elements nest was checked before.
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
    let name = until(rest, |c| BLANK.contains(&c) || matches!(c, '/' | '>'))?;
    let mut element = Element { name, attributes: Vec::new(), children: Vec::new(), inner: "" };
    loop {
        *rest = rest.trim_start_matches(BLANK);
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
    *rest = after.trim_start_matches(BLANK).strip_prefix('>')?;
    Some(element)
}

fn attribute<'t>(rest: &mut &'t str) -> Option<(&'t str, &'t str)> {
    let name = until(rest, |c| c == '=' || BLANK.contains(&c))?;
    *rest = rest.trim_start_matches(BLANK).strip_prefix('=')?.trim_start_matches(BLANK);
    let quote = if rest.starts_with('\'') { "'" } else { "\"" };
    Some((name, through(rest, 1, quote)?))
}

/// Takes up to `close` and with it; it is looked for behind the first `open` bytes.
fn through<'t>(rest: &mut &'t str, open: usize, close: &str) -> Option<&'t str> {
    let end = rest.get(open..)?.find(close)? + open + close.len();
    take(rest, end)
}

/// Takes a name: at least one character, up to one that ends it.
fn until<'t>(rest: &mut &'t str, ends: impl Fn(char) -> bool) -> Option<&'t str> {
    let end = rest.find(ends).filter(|end| *end > 0)?;
    take(rest, end)
}

fn take<'t>(rest: &mut &'t str, length: usize) -> Option<&'t str> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}
