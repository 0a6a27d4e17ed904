//! `authorization.json`: the published table of what a policy can allow, beside the schemas of a service.

use std::collections::BTreeMap;
use std::path::Path;

use super::names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Access, Grant, Granularity, Permission, Protocol, Service};
use crate::source::Sources;
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::{self, Node};

/// The table's name in the folder of a service.
pub const FILE: &str = "authorization.json";
/// The keys of a table.
pub const KEYS: &[&str] = &["$schema", "page", "updated", "actions"];
/// The keys of a line of the table.
pub const ACTION_KEYS: &[&str] = &["action", "access", "granularity", "resource", "ip_restriction"];

/// What a resource can leave to whoever writes a policy.
const PLACEHOLDERS: &[&str] = &["{region}", "{appid}", "{bucket}"];

/// The tables that have been read, by their path: the versions of a service share one.
#[derive(Default)]
pub struct Tables(BTreeMap<String, BTreeMap<String, Grant>>);

impl Tables {
    /// Gives `service` the table in `folder`, where there is one.
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
        for operation in service.operations.iter_mut().filter(|found| matches!(found.protocol, Protocol::Action)) {
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
        if let Some((action, grant)) = line(node, diagnostics) {
            insert(action, grant, &mut grants, diagnostics);
        }
    }
    grants
}

fn line(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Spanned<String>, Grant)> {
    let fields = Fields::open(node, ACTION_KEYS, diagnostics)?;
    let action = fields.required_string("action", diagnostics);
    let access = fields.required_string("access", diagnostics);
    let granularity = fields.required_string("granularity", diagnostics);
    let resource = fields.required_string("resource", diagnostics);
    let ip_restriction = fields.boolean("ip_restriction", diagnostics);
    let action = action.filter(|action| names::check_permission(action, diagnostics));
    let access = access.and_then(|word| one_of(&word, Access::NAMES, diagnostics));
    let granularity = granularity.and_then(|word| one_of(&word, Granularity::NAMES, diagnostics));
    let (action, granularity, resource) = (action?, granularity?, resource?);
    check_resource(&resource, granularity, diagnostics);
    let grant = Grant { access: access?, granularity, resource: resource.value, ip_restriction, span: action.span };
    Some((action, grant))
}

fn check_resource(resource: &Spanned<String>, granularity: Granularity, diagnostics: &mut Diagnostics) {
    let problem = match granularity {
        Granularity::Operation if resource.value != "*" => "of operation level has the resource `*`",
        Granularity::Resource if !is_six_segments(&resource.value) => {
            "of resource level has a resource of six segments, in which only {region}, {appid} and {bucket} are left open"
        }
        _ => return,
    };
    diagnostics
        .error(Code::INVALID_CONSTRAINT, resource.span, format!("an action {problem}"))
        .help("six segments: `qcs::ci:{region}:uid/{appid}:bucket/{bucket}/*`");
}

/// `qcs:project:service:region:account:resource`.
fn is_six_segments(resource: &str) -> bool {
    let plain = PLACEHOLDERS.iter().fold(resource.to_owned(), |text, name| text.replace(name, ""));
    let allowed = |c: char| c.is_ascii_alphanumeric() || ":/*-_.".contains(c);
    resource.starts_with("qcs::") && resource.split(':').count() == 6 && plain.chars().all(allowed)
}

fn insert(action: Spanned<String>, grant: Grant, grants: &mut BTreeMap<String, Grant>, diagnostics: &mut Diagnostics) {
    if let Some(first) = grants.get(&action.value) {
        let message = format!("`{}` is in the table already", action.value);
        diagnostics.error(Code::DUPLICATE_NAME, action.span, message).label(first.span, "first here");
        return;
    }
    grants.insert(action.value, grant);
}
