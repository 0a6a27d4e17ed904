//! Members of an answer that are not of the declared kind.

use crate::redact::{MASK, on_one_line};
use crate::shape::{Shape, is_sensitive};

/// A member of an answer that is not of the declared kind. It reads as absent.
///
/// Of the deviations of an answer, the first hundred are kept. A last one without a member counts the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The path of the member: `LabelResults[0].Score`.
    pub member: String,
    /// The declared kind.
    pub declared: &'static str,
    /// The value that was found, in words; `***` in a sensitive member.
    pub found: String,
}

/// The number of deviations that are kept. A hostile answer could have one for every few bytes.
const MAX_KEPT: usize = 100;

/// The number of characters of a name or text in a deviation.
const MAX_TEXT: usize = 40;

/// Collects deviations. Each level of nesting prepends its name on return, so that members without deviations cost
/// nothing.
#[derive(Debug, Default)]
pub(crate) struct Deviations {
    kept: Vec<Deviation>,
    /// The number of deviations beyond those that are kept.
    more: usize,
}

impl Deviations {
    pub(super) fn report(&mut self, declared: &'static str, found: impl FnOnce() -> String) {
        if self.kept.len() < MAX_KEPT {
            self.kept.push(Deviation { member: String::new(), declared, found: found() });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.kept.len()
    }

    /// Prepends the name of a member of `shape` to the deviations after the first `before`.
    #[inline]
    pub(super) fn prefix(&mut self, before: usize, name: &str, shape: &mut dyn Shape) {
        if self.count() > before {
            self.prepend_member(before, name, shape);
        }
    }

    /// Prepends the index of an item.
    #[inline]
    pub(super) fn prefix_index(&mut self, before: usize, index: usize) {
        if self.count() > before {
            self.prepend(before, &format!("[{index}]"));
        }
    }

    /// Hides what was found in a sensitive member.
    #[cold]
    fn prepend_member(&mut self, before: usize, name: &str, shape: &mut dyn Shape) {
        if is_sensitive(shape, name) {
            self.kept[before..].iter_mut().for_each(|deviation| deviation.found = MASK.to_owned());
        }
        self.prepend(before, name);
    }

    #[cold]
    fn prepend(&mut self, before: usize, name: &str) {
        for deviation in &mut self.kept[before..] {
            let rest = std::mem::take(&mut deviation.member);
            let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
            deviation.member = format!("{name}{dot}{rest}");
        }
    }

    /// Returns the deviations, and the number of further ones as the last.
    pub(crate) fn into_vec(self) -> Vec<Deviation> {
        let Self { mut kept, more } = self;
        if more > 0 {
            let found = format!("{more} more deviations");
            kept.push(Deviation { member: String::new(), declared: "no further deviations", found });
        }
        kept
    }
}

/// Returns the start of a name in an answer, for a message.
pub(crate) fn excerpt(name: &str) -> String {
    on_one_line(&name.chars().take(MAX_TEXT).collect::<String>())
}
