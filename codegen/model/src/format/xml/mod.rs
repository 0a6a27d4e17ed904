//! Formats XML: indented by two spaces, attributes in the order of the vocabulary on the line of their element. A text of
//! one line stays between its tags; a longer one gets an indented block.
//!
//! Does not wrap lines. Keeps examples, CDATA, and text that is mixed with markup, where white space could matter.

mod comment;
mod markup;
mod tag;

use markup::{Element, Node, WHITE_SPACE};

/// Elements whose content is kept unchanged.
const VERBATIM: &[&str] = &["sent", "answered"];

/// Formats a well-formed text.
pub(super) fn format(text: &str) -> Option<String> {
    // XML normalizes all line breaks to this one, including those in CDATA and attributes.
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
    /// Prints each node on a line of its own. Keeps blank lines between nodes at the top level.
    fn nodes(&mut self, nodes: &[Node<'_>], depth: usize, is_top: bool) {
        // The number of line breaks since the previous node.
        let mut breaks = 0;
        for node in nodes {
            if let Node::Text(text) = node {
                self.text_block(text, depth);
                breaks = line_breaks_at_end(text);
                continue;
            }
            if matches!(node, Node::Comment(_)) && breaks == 0 && !self.out.is_empty() {
                // The comment is about the node before it.
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
        let is_verbatim = VERBATIM.contains(&element.name) || text_pieces(&element.children) > 1;
        match children[..] {
            _ if is_verbatim && !element.inner.is_empty() => self.between_tags(element, element.inner),
            [] => self.out.push_str("/>"),
            [Node::Text(text)] if !text.trim_matches(WHITE_SPACE).contains('\n') => {
                self.between_tags(element, text.trim_matches(WHITE_SPACE));
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

    /// Prints a text on lines of its own.
    fn text_block(&mut self, text: &str, depth: usize) {
        let text = text.trim_matches(WHITE_SPACE);
        for line in text.split('\n').filter(|_| !text.is_empty()).map(|line| line.trim_matches(WHITE_SPACE)) {
            match line {
                "" => self.out.push('\n'),
                line => {
                    self.new_line(depth, false);
                    self.out.push_str(line);
                }
            }
        }
    }

    /// Begins a line, except at the beginning of the output.
    fn new_line(&mut self, depth: usize, after_blank: bool) {
        if !self.out.is_empty() {
            self.out.push_str(if after_blank { "\n\n" } else { "\n" });
            self.out.push_str(&"  ".repeat(depth));
        }
    }
}

fn line_breaks_at_end(text: &str) -> usize {
    let end = text.len() - text.trim_end_matches(WHITE_SPACE).len();
    text[text.len() - end..].matches('\n').count()
}

fn is_blank(node: &Node<'_>) -> bool {
    matches!(node, Node::Text(text) if text.trim_matches(WHITE_SPACE).is_empty())
}

/// Counts the pieces that markup divides the text of an element into.
fn text_pieces(children: &[Node<'_>]) -> usize {
    children.iter().filter(|node| matches!(node, Node::Text(_) | Node::Cdata(_)) && !is_blank(node)).count()
}
