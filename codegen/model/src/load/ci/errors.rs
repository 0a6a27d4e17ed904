//! Loads error codes in schemas of Cloud Infinite: `<errors>`.

use super::vocabulary as spec;
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::model::{ErrorCode, Service};
use crate::syntax::fields::Spanned;
use crate::syntax::xml::Element;

/// Loads a file of error codes.
pub(super) fn errors(root: Element<'_, '_>, unit: usize, service: &mut Service, diagnostics: &mut Diagnostics) {
    for element in root.all("error") {
        let element = element.open(spec::ERROR, diagnostics);
        let Some(Spanned { value: code, span }) = element.required("code", diagnostics) else { continue };
        let name =
            element.attribute("name").filter(|name| names::check_shape(name, diagnostics)).map(|name| name.value);
        if let Some(first) = service.errors.iter().find(|first| first.code == code) {
            report_duplicate("error code", &code, span, first.span, diagnostics);
        } else if names::check_error_code(&Spanned { value: code.clone(), span }, diagnostics) {
            service.errors.push(ErrorCode { code, name, unit, doc: element.text(), rust_name: String::new(), span });
        }
    }
}
