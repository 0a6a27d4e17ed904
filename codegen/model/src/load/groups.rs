//! Checks groups of members: members that exclude or need each other.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::Shape;
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// Members of `shape`, two at least.
pub fn checked(words: Vec<Spanned<String>>, span: Span, shape: &Shape, diagnostics: &mut Diagnostics) -> Vec<String> {
    if words.len() < 2 {
        diagnostics.error(Code::INVALID_CONSTRAINT, span, "a group has two members at least");
    }
    for word in words.iter().filter(|word| shape.member(&word.value).is_none()) {
        let message = format!("`{}` has no member `{}`", shape.name, word.value);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, word.span, message);
        if let Some(close) = did_you_mean(&word.value, shape.members.iter().map(|member| member.name.as_str())) {
            report.help(format!("did you mean `{close}`?"));
        }
    }
    words.into_iter().map(|word| word.value).collect()
}
