//! Checks groups of members that exclude or require each other.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Shape;
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// Checks that a group has at least two members, all of `shape`. Returns their names.
pub fn check_group(
    words: Vec<Spanned<String>>,
    span: Span,
    shape: &Shape,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    if words.len() < 2 {
        diagnostics.error(Code::INVALID_CONSTRAINT, span, "expected at least two members in a group");
    }
    words.iter().for_each(|word| check_name(word, shape, diagnostics));
    words.into_iter().map(|word| word.value).collect()
}

/// Checks that `shape` has a member. A member that could not be read has its own finding.
pub fn check_name(word: &Spanned<String>, shape: &Shape, diagnostics: &mut Diagnostics) {
    if shape.member(&word.value).is_none() && !shape.incomplete {
        let message = format!("unknown member `{}` in `{}`", word.value, shape.name);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, word.span, message);
        report.suggest(&word.value, shape.members.iter().map(|member| member.name.as_str()));
    }
}
