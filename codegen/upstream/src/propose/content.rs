//! Recognizes members whose names or texts say that they are bytes in base64, or secrets.

use codegen_model::{Format, Member, Scalar, Type};

/// Words that say that a text is encoded.
const ENCODED: [&str; 6] =
    ["base64编码", "base64 编码", "base64-encoded", "base64 encoded", "encoded in base64", "base64字符串"];

/// Words after which a text is about something else that is encoded.
const ELSEWHERE: [&str; 4] = ["不需要", "无需", "url", "not "];

/// The ends of names of secrets. A token alone is often one of a page or of a request.
const SECRETS: [&str; 9] = [
    "Password",
    "Passwd",
    "PassWord",
    "SecretKey",
    "PrivateKey",
    "AccessToken",
    "AppSecret",
    "ClientSecret",
    "AccessKeySecret",
];

/// Returns the text that says that a member is base64.
pub(super) fn base64(member: &Member) -> Option<String> {
    let text = member.doc.to_lowercase();
    let sentence = text.split(['。', '；', '\n', ';']).find(|part| ENCODED.iter().any(|word| part.contains(word)))?;
    let is_named = member.name.ends_with("Base64");
    let is_certain = is_named || !ELSEWHERE.iter().any(|word| sentence.contains(word));
    (is_text(member) && is_certain).then(|| sentence.trim().to_owned())
}

/// Returns whether the name of a member is that of a secret.
pub(super) fn is_secret(member: &Member) -> bool {
    is_text(member) && !member.sensitive && SECRETS.iter().any(|end| member.name.ends_with(end))
}

fn is_text(member: &Member) -> bool {
    matches!(member.ty, Type::Scalar(Scalar::String, Format::Plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, doc: &str) -> Member {
        Member { name: name.to_owned(), doc: doc.to_owned(), ..Member::default() }
    }

    #[test]
    fn recognizes_base64() {
        for (name, doc, expected) in [
            ("Image", "图片的Base64编码。大小不超过5M。", true),
            ("ImageBase64", "The image, Base64 encoded, not a URL.", true),
            ("Image", "Image data encoded in Base64; at most 5 MB.", true),
            ("Text", "文本，无需base64编码。", false),
            ("Url", "URL of the image; not Base64 encoded.", false),
            ("Image", "The image.", false),
        ] {
            assert_eq!(base64(&member(name, doc)).is_some(), expected, "{name}: {doc}");
        }
        let number = Member { ty: Type::Scalar(Scalar::Integer, Format::Int64), ..member("A", "Base64编码") };
        assert_eq!(base64(&number), None);
    }

    #[test]
    fn recognizes_secrets() {
        for (name, expected) in [("Password", true), ("LoginPassword", true), ("NextToken", false), ("SecretId", false)]
        {
            assert_eq!(is_secret(&member(name, "")), expected, "{name}");
        }
        assert!(!is_secret(&Member { sensitive: true, ..member("Password", "") }));
    }
}
