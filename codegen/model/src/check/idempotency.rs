//! Checks idempotency tokens: the member exists, and takes the text that clients generate.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, Member, Operation, Scalar, Type};

/// The number of characters that clients generate: those of a UUID.
const LENGTH: i64 = 36;

pub(super) fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    let Some(token) = &operation.idempotency_token else { return };
    let Some(member) = operation.input.member(&token.member) else {
        // A member that could not be read has its own finding.
        if operation.input.incomplete {
            return;
        }
        let known = operation.input.members.iter().map(|member| member.name.as_str());
        let message = format!("no member `{}` in the input of `{}`", token.member, operation.name);
        diagnostics.error(Code::UNKNOWN_MEMBER, token.span, message).suggest(&token.member, known);
        return;
    };
    if !is_text(member) {
        let message = format!("expected a text for an idempotency token, found another type in `{}`", member.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, token.span, message);
    } else if member.length.and_then(|length| length.max).is_some_and(|max| max < LENGTH) {
        let message = format!("`{}` is too short for an idempotency token of {LENGTH} characters", member.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, token.span, message);
    }
}

fn is_text(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::String, Format::Plain))
}
