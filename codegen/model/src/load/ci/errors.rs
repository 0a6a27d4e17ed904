//! Error codes in schemas of Cloud Infinite: `<errors>`.

use super::vocabulary as form;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::model::{ErrorCode, Service};
use crate::syntax::fields::Spanned;
use crate::syntax::xml::Element;

/// Loads a file of error codes.
pub(super) fn errors(root: Element<'_, '_>, unit: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    for element in root.all("error") {
        let element = element.open(form::ERROR, diagnostics);
        let Some(Spanned { value: code, span }) = element.required("code", diagnostics) else { continue };
        let name =
            element.attribute("name").filter(|name| names::check_shape(name, diagnostics)).map(|name| name.value);
        if let Some(first) = service.errors.iter().find(|first| first.code == code) {
            let message = format!("the code `{code}` is listed already");
            diagnostics.error(Code::DUPLICATE_NAME, span, message).label(first.span, "first here");
        } else if names::check_error_code(&Spanned { value: code.clone(), span }, diagnostics) {
            service.errors.push(ErrorCode { code, name, unit, doc: element.text(), rust_name: String::new(), span });
        }
    }
}
