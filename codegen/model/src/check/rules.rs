//! Checks processing rules: enumerations exist, and samples match the forms.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{RuleType, Service};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    for kind in &service.rules {
        for param in std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params) {
            let RuleType::Enum(name) = &param.ty else { continue };
            if !service.enums.contains_key(name) && !service.incomplete {
                let report =
                    diagnostics.error(Code::UNKNOWN_SHAPE, param.span, format!("unknown enumeration `{name}`"));
                report.suggest(name, service.enums.keys().map(String::as_str));
            }
        }
        for example in &kind.examples {
            if !kind.matches(&example.rule) {
                let message = format!("the sample does not match the form and parts of `{}`", kind.name);
                diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
            }
        }
    }
}
