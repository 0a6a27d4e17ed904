//! Members of an answer that are not of the declared kind.

/// A member of an answer that is not of the declared kind. It reads as absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The path of the member: `LabelResults[0].Score`.
    pub member: String,
    /// The declared kind.
    pub declared: &'static str,
    /// The value that was found, in words.
    pub found: String,
}

/// Collects deviations. Each level of nesting prepends its name on return, so that members without deviations cost
/// nothing.
#[derive(Debug, Default)]
pub(crate) struct Deviations(Vec<Deviation>);

impl Deviations {
    pub(super) fn report(&mut self, declared: &'static str, found: String) {
        self.0.push(Deviation { member: String::new(), declared, found });
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Prepends `name` to the deviations after the first `before`.
    #[inline]
    pub(super) fn prefix(&mut self, before: usize, name: &str) {
        if self.count() > before {
            self.prepend(before, name);
        }
    }

    #[cold]
    fn prepend(&mut self, before: usize, name: &str) {
        for deviation in &mut self.0[before..] {
            let rest = std::mem::take(&mut deviation.member);
            let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
            deviation.member = format!("{name}{dot}{rest}");
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Deviation> {
        self.0
    }
}
