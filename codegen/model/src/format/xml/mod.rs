//! XML as the schemas have it: two blanks deeper for each level, attributes in the order of the vocabulary and on the line
//! of their element, a text of one line between its tags, a longer one in a block of its own.
//!
//! Lines of a text are those of the source: nothing is wrapped. What an example sends and is answered, what is in CDATA, and
//! text that is mixed with markup so that its blanks could mean something, stand as they are.

mod comment;
mod markup;
mod tag;

use markup::{BLANK, Element, Node};

/// Elements in which every character counts.
const VERBATIM: &[&str] = &["sent", "answered"];

/// Lays out a well-formed text.
pub(super) fn format(text: &str) -> Option<String> {
    // To XML every line break is this one, in CDATA and in attributes as well.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut printer = Printer { out: String::with_capacity(text.len()) };
    printer.nodes(&markup::parse(&text)?, 0, true);
    printer.out.push('\n');
    Some(printer.out)
}

struct Printer {
    out: String,
}

impl Printer {
    /// Puts each node on a line of its own. Between those at the top a blank line can stand.
    fn nodes(&mut self, nodes: &[Node<'_>], depth: usize, is_top: bool) {
        // How many line breaks there were since the node before.
        let mut breaks = 0;
        for node in nodes {
            if let Node::Text(text) = node {
                self.text_block(text, depth);
                breaks = line_breaks_at_end(text);
                continue;
            }
            if matches!(node, Node::Comment(_)) && breaks == 0 && !self.out.is_empty() {
                // It is about what stands before it.
                self.out.push(' ');
            } else {
                self.new_line(depth, is_top && breaks > 1);
            }
            self.node(node, depth);
            breaks = 0;
        }
    }

    fn node(&mut self, node: &Node<'_>, depth: usize) {
        match node {
            Node::Element(element) => self.element(element, depth),
            Node::Comment(comment) => self.out.push_str(&comment::format(comment, 2 * depth)),
            Node::Text(raw) | Node::Cdata(raw) | Node::Instruction(raw) => self.out.push_str(raw),
        }
    }

    fn element(&mut self, element: &Element<'_>, depth: usize) {
        self.out.push_str(&tag::open(element, depth == 0));
        let children: Vec<_> = element.children.iter().filter(|node| !is_blank(node)).collect();
        let is_verbatim = VERBATIM.contains(&element.name) || runs(&element.children) > 1;
        match children[..] {
            _ if is_verbatim && !element.inner.is_empty() => self.between_tags(element, element.inner),
            [] => self.out.push_str("/>"),
            [Node::Text(text)] if !text.trim_matches(BLANK).contains('\n') => {
                self.between_tags(element, text.trim_matches(BLANK));
            }
            [Node::Cdata(raw)] => self.between_tags(element, raw),
            _ => {
                self.out.push('>');
                self.nodes(&element.children, depth + 1, depth == 0);
                self.new_line(depth, false);
                self.close(element);
            }
        }
    }

    fn between_tags(&mut self, element: &Element<'_>, content: &str) {
        self.out.push('>');
        self.out.push_str(content);
        self.close(element);
    }

    fn close(&mut self, element: &Element<'_>) {
        self.out.push_str("</");
        self.out.push_str(element.name);
        self.out.push('>');
    }

    /// A text in lines of its own.
    fn text_block(&mut self, text: &str, depth: usize) {
        let text = text.trim_matches(BLANK);
        for line in text.split('\n').filter(|_| !text.is_empty()).map(|line| line.trim_matches(BLANK)) {
            match line {
                "" => self.out.push('\n'),
                line => {
                    self.new_line(depth, false);
                    self.out.push_str(line);
                }
            }
        }
    }

    /// Begins a line, but for the first one of all.
    fn new_line(&mut self, depth: usize, after_blank: bool) {
        if !self.out.is_empty() {
            self.out.push_str(if after_blank { "\n\n" } else { "\n" });
            self.out.push_str(&"  ".repeat(depth));
        }
    }
}

fn line_breaks_at_end(text: &str) -> usize {
    let end = text.len() - text.trim_end_matches(BLANK).len();
    text[text.len() - end..].matches('\n').count()
}

fn is_blank(node: &Node<'_>) -> bool {
    matches!(node, Node::Text(text) if text.trim_matches(BLANK).is_empty())
}

/// How many pieces the text of an element is in.
fn runs(children: &[Node<'_>]) -> usize {
    children.iter().filter(|node| matches!(node, Node::Text(_) | Node::Cdata(_)) && !is_blank(node)).count()
}
