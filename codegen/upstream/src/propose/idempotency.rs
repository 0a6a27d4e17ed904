//! Recognizes the member by which a service recognizes a repeated request: by its name, and by a text that promises it.
//!
//! The name alone is not enough. Some members of this name are reserved, no longer used, or promise nothing.

use codegen_model::{Format, Member, Operation, Scalar, Type};

const NAMES: [&str; 2] = ["ClientToken", "IdempotencyToken"];

/// Words that promise that a repeated request has no further effect.
const PROMISES: [&str; 6] = ["幂等", "重入", "防止客户端重", "idempoten", "non-reentrant", "repeatedly creating"];

/// Words that take the promise back.
const DENIALS: [&str; 8] =
    ["保留", "不提供", "请勿使用", "不再使用", "已废弃", "reserved", "not use", "no longer used"];

/// Returns the member, with its text.
pub(super) fn token(operation: &Operation) -> Option<(&str, &str)> {
    if operation.repeatable() || operation.idempotency_token.is_some() {
        return None;
    }
    let found = operation.input.members.iter().find(|member| NAMES.contains(&member.name.as_str()))?;
    is_promised(found).then_some((&found.name, found.doc.as_str()))
}

fn is_promised(member: &Member) -> bool {
    let is_text = !member.list && matches!(member.ty, Type::Scalar(Scalar::String, Format::Plain));
    let text = member.doc.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    is_text && member.deprecated.is_none() && has(&PROMISES) && !has(&DENIALS)
}

#[cfg(test)]
mod tests {
    use codegen_model::{Access, Member, Operation, Response, Scalar, Shape, Type};

    use super::token;
    use crate::propose::test_service;

    fn operation(member: Member) -> Operation {
        let input = Shape { members: vec![member], ..Shape::default() };
        Operation { input, ..test_service::operation("CreateThing", Response::Object) }
    }

    fn member(name: &str, doc: &str) -> Member {
        Member { name: name.to_owned(), doc: doc.to_owned(), ..Member::default() }
    }

    #[test]
    fn a_token_needs_its_name_and_a_promise() {
        for (name, doc, expected) in [
            ("ClientToken", "用于保证请求幂等性的字符串。若不指定该参数，则无法保证请求的幂等性。", true),
            ("ClientToken", "<p>唯一随机标识，时效5分钟，需要调用者指定 防止客户端重新创建资源</p>", true),
            ("ClientToken", "可重入ID", true),
            ("ClientToken", "A string used to ensure the Idempotency of the request.", true),
            ("IdempotencyToken", "Idempotency token. Up to 48 ASCII characters are allowed.", true),
            ("ClientToken", "用于保证请求幂等性的字符串。目前为保留参数，请勿使用。", false),
            ("ClientToken", "保留字段，不提供幂等保证；重复请求仍可能重复创建规则，建议省略。", false),
            ("ClientToken", "<p>该字段已不再使用</p>", false),
            ("ClientToken", "Used for idempotency. It is a reserved parameter; therefore, do not use it.", false),
            ("ClientToken", "发布 Token 校验", false),
            ("ClientToken", "", false),
            ("Token", "用于保证请求幂等性的字符串。", false),
        ] {
            let operation = operation(member(name, doc));
            assert_eq!(token(&operation), expected.then_some((name, doc)), "{name}: {doc}");
        }
    }

    #[test]
    fn another_type_and_a_repeatable_operation_need_no_token() {
        let doc = "幂等";
        let number = Member { ty: Type::Scalar(Scalar::Integer, Default::default()), ..member("ClientToken", doc) };
        assert_eq!(token(&operation(number)), None);
        assert_eq!(token(&operation(Member { list: true, ..member("ClientToken", doc) })), None);
        let read = Operation { access: Some(Access::Read), ..operation(member("ClientToken", doc)) };
        assert_eq!(token(&read), None);
    }
}
