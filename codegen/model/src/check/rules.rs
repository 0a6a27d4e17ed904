//! Rules of processing: enumerations exist, samples are what the forms say.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{RuleType, Service};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    for kind in &service.rules {
        for param in std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params) {
            let RuleType::Enum(name) = &param.ty else { continue };
            if !service.enums.contains_key(name) && !service.incomplete {
                let close = did_you_mean(name, service.enums.keys().map(String::as_str));
                let message = format!("there is no enumeration `{name}`");
                let report = diagnostics.error(Code::UNKNOWN_SHAPE, param.span, message);
                report.help = close.map(|close| format!("did you mean `{close}`?"));
            }
        }
        for example in &kind.examples {
            if !kind.matches(&example.rule) {
                let message = format!("the sample is not made of the parts of `{}`", kind.name);
                diagnostics.error(Code::EXAMPLE_MISMATCH, example.span, message);
            }
        }
    }
}
