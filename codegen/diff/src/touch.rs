//! Finds the findings that touch an application: which of its lines use what changed.

use std::collections::BTreeSet;

use crate::change::ChangeKind;
use crate::facet::{Facet, Kind};
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;
use crate::scan;
use codegen_model::Model;

/// A Rust file of an application.
pub struct SourceFile {
    /// The path, as it is shown.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Report {
    /// Adds to each finding the lines of an application that use what it is about. `base` is the model that the application
    /// was compiled with.
    ///
    /// # Errors
    ///
    /// Returns the path and the reason if a file is not valid Rust.
    pub fn touch(&mut self, base: &Model, files: &[SourceFile]) -> Result<(), String> {
        for file in files {
            let used = scan::uses(base, &file.text).map_err(|reason| format!("{}: {reason}", file.path))?;
            let used: Vec<Use> = used.iter().filter_map(|operation| Use::find(base, operation)).collect();
            for finding in self.findings.iter_mut().filter(|finding| finding.severity > Severity::Docs) {
                let lines = lines(finding, &used, &file.text);
                finding.uses.extend(lines.into_iter().map(|line| format!("{}:{line}", file.path)));
            }
        }
        self.summary.touched = Some(self.findings.iter().filter(|finding| !finding.uses.is_empty()).count());
        Ok(())
    }
}

/// An operation that a file uses.
struct Use {
    module: String,
    operation: String,
    /// The name of its type.
    rust_name: String,
}

impl Use {
    /// Finds an operation, such as `ims:ImageModeration`.
    fn find(base: &Model, operation: &str) -> Option<Self> {
        let (module, name) = operation.split_once(':')?;
        let services = base.services.iter().filter(|service| service.module == module);
        let found = services.flat_map(|service| &service.operations).find(|operation| operation.name == name)?;
        Some(Self { module: module.to_owned(), operation: name.to_owned(), rust_name: found.rust_name.clone() })
    }

    /// Whether a finding is about the operation, a type that it uses, or its whole service.
    fn is_affected(&self, finding: &Finding) -> bool {
        let is_about = |operation: &str| operation == self.operation;
        let is_general = matches!(finding.kind, Kind::Crate | Kind::Service | Kind::Version | Kind::Error);
        finding.service == self.module
            && (is_general
                || is_about(&finding.operation)
                || finding.used_by.iter().any(|operation| is_about(operation))
                // An operation that was renamed has its old name in the place only.
                || !finding.operation.is_empty() && finding.place.split('/').any(is_about))
    }
}

/// Returns the lines of a file that a finding touches. What is added, or becomes required, concerns every use of the
/// operation. Other findings concern code that contains the name of the item.
fn lines(finding: &Finding, used: &[Use], text: &str) -> BTreeSet<usize> {
    let affected: Vec<&Use> = used.iter().filter(|used| used.is_affected(finding)).collect();
    let (name, kind) = (&*finding.rust_name, finding.kind);
    let concerns_all = finding.change == ChangeKind::Added || finding.facet == Some(Facet::Required) || name.is_empty();
    match kind {
        _ if affected.is_empty() => BTreeSet::new(),
        Kind::Member if !concerns_all => scan::member_lines(text, name).into_iter().collect(),
        Kind::Value | Kind::Error if !concerns_all => scan::lines(text, name).into_iter().collect(),
        Kind::Structure | Kind::Enum if !concerns_all && is_about_name(finding) => {
            scan::lines(text, name).into_iter().collect()
        }
        _ => affected.iter().flat_map(|used| scan::lines(text, &used.rust_name)).collect(),
    }
}

/// Whether a type as a whole changed, so that code has to name it to be touched. The members that use it have findings of
/// their own.
fn is_about_name(finding: &Finding) -> bool {
    matches!(finding.facet, None | Some(Facet::RustName)) && finding.operation.is_empty()
}
