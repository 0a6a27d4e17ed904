//! Loads `authorization.json`, the published table of the actions that a policy can allow.

use std::collections::BTreeMap;
use std::path::Path;

use super::duplicates::report_duplicate;
use super::names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Access, Grant, Granularity, Permission, Protocol, Service};
use crate::source::Sources;
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::{self, Node};

/// The name of the file in the folder of a service.
pub const FILE: &str = "authorization.json";
/// The keys of a table.
pub const KEYS: &[&str] = &["$schema", "page", "updated", "actions"];
/// The keys of an action.
pub const ACTION_KEYS: &[&str] = &["action", "access", "granularity", "resource", "ip_restriction"];

/// The placeholders of a resource, which the author of a policy fills in.
const PLACEHOLDERS: &[&str] = &["{region}", "{appid}", "{bucket}"];

/// The tables read so far, by path. The versions of a service share a table.
#[derive(Default)]
pub struct Tables(BTreeMap<String, BTreeMap<String, Grant>>);

impl Tables {
    /// Adds the table in `folder`, if it exists, to `service`.
    pub fn apply(
        &mut self,
        root: &Path,
        folder: &str,
        service: &mut Service,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) {
        let path = format!("{folder}/{FILE}");
        if root.join(&path).symlink_metadata().is_ok() {
            let table = self.0.entry(path).or_insert_with_key(|path| table(root, path, sources, diagnostics));
            service.authorization.clone_from(table);
        }
        for operation in
            service.operations.iter_mut().filter(|operation| matches!(operation.protocol, Protocol::Action))
        {
            let action = format!("{}:{}", service.name, operation.name);
            operation.access = service.authorization.get(&action).map(|grant| grant.access);
            operation.permissions = vec![Permission { action, when: String::new(), span: operation.span }];
        }
    }
}

fn table(root: &Path, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> BTreeMap<String, Grant> {
    let mut grants = BTreeMap::new();
    let Some(file) = sources.read(root, path, diagnostics) else { return grants };
    let Some(root) = json::parse(sources, file, diagnostics) else { return grants };
    let Some(fields) = Fields::open(&root, KEYS, diagnostics) else { return grants };
    for key in ["$schema", "updated"] {
        fields.string(key, diagnostics);
    }
    if let Some(page) = fields.string("page", diagnostics) {
        names::check_page(&page, diagnostics);
    }
    fields.required("actions", diagnostics);
    for node in fields.list("actions", diagnostics) {
        if let Some((action, grant)) = action(node, diagnostics) {
            insert(action, grant, &mut grants, diagnostics);
        }
    }
    grants
}

fn action(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Spanned<String>, Grant)> {
    let fields = Fields::open(node, ACTION_KEYS, diagnostics)?;
    let action = fields.required_string("action", diagnostics);
    let access = fields.required_string("access", diagnostics);
    let granularity = fields.required_string("granularity", diagnostics);
    let resource = fields.required_string("resource", diagnostics);
    let ip_restriction = fields.boolean("ip_restriction", diagnostics);
    let action = action.filter(|action| names::check_permission(action, diagnostics));
    let access = access.and_then(|word| one_of(&word, Access::NAMES, diagnostics));
    let granularity = granularity.and_then(|word| one_of(&word, Granularity::NAMES, diagnostics));
    if let (Some(granularity), Some(resource)) = (granularity, &resource) {
        check_resource(resource, granularity, diagnostics);
    }
    let action = action?;
    // What could not be read has a finding: the action is in the table all the same.
    let grant = Grant {
        access: access.unwrap_or(Access::Other),
        granularity: granularity.unwrap_or(Granularity::Operation),
        resource: resource.map(|resource| resource.value).unwrap_or_default(),
        ip_restriction,
        span: action.span,
    };
    Some((action, grant))
}

fn check_resource(resource: &Spanned<String>, granularity: Granularity, diagnostics: &mut Diagnostics) {
    let (message, help) = match granularity {
        Granularity::Operation if resource.value != "*" => {
            ("invalid resource of an action of operation level", "write `*`")
        }
        Granularity::Resource if !is_six_segments(&resource.value) => (
            "invalid resource of an action of resource level",
            "write six segments, such as `qcs::ci:{region}:uid/{appid}:bucket/{bucket}/*`, \
             with no placeholders but `{region}`, `{appid}` and `{bucket}`",
        ),
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, resource.span, message).help(help);
}

/// Returns whether a resource has the form `qcs:project:service:region:account:resource`.
fn is_six_segments(resource: &str) -> bool {
    let without_placeholders = PLACEHOLDERS.iter().fold(resource.to_owned(), |text, name| text.replace(name, ""));
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || ":/*-_.".contains(c);
    resource.starts_with("qcs::") && resource.split(':').count() == 6 && without_placeholders.chars().all(is_allowed)
}

fn insert(action: Spanned<String>, grant: Grant, grants: &mut BTreeMap<String, Grant>, diagnostics: &mut Diagnostics) {
    if let Some(first) = grants.get(&action.value) {
        report_duplicate("action", &action.value, action.span, first.span, diagnostics);
        return;
    }
    grants.insert(action.value, grant);
}
