//! Notes members that are not marked as sensitive, although one of the same name is in another type.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Member, Scalar, Service, Type};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    let is_text = |member: &&Member| matches!(member.ty, Type::Scalar(Scalar::String, _));
    let members = || service.all_shapes().flat_map(|shape| &shape.members).filter(is_text);
    let marked: BTreeMap<&str, &Member> =
        members().filter(|member| member.sensitive).map(|member| (member.name.as_str(), member)).collect();
    for member in members().filter(|member| !member.sensitive) {
        if let Some(twin) = marked.get(member.name.as_str()) {
            let message = format!("`{}` is sensitive in another type, and not marked here", member.name);
            let note = diagnostics.note(Code::SENSITIVE_TWIN, member.span, message);
            note.label(twin.span, "marked as sensitive here")
                .help("mark it, or ignore this if it holds something else");
        }
    }
}
