//! Least-privilege policies for operations, from the authorization tables.

mod document;

use std::collections::{BTreeMap, BTreeSet};

pub use document::{Policy, Statement};

use crate::diagnostic::did_you_mean;
use crate::model::{Grant, Granularity, Model, Operation, Permission, Service};

/// The bucket and region that a policy is restricted to.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The bucket with its APPID: `examplebucket-1250000000`.
    pub bucket: Option<String>,
    /// The region: `ap-chengdu`.
    pub region: Option<String>,
}

/// An operation and its service.
#[derive(Clone, Copy)]
pub struct OperationInService<'m> {
    /// The service.
    pub service: &'m Service,
    /// The operation.
    pub operation: &'m Operation,
}

/// Finds an operation by the name that a person typed: `ims:ImageModeration`.
///
/// # Errors
///
/// Names the unknown service or operation, and the closest known name.
pub fn find<'m>(model: &'m Model, typed: &str) -> Result<OperationInService<'m>, String> {
    let Some((module, name)) = typed.split_once(':') else {
        return Err(format!("`{typed}` is not of the form `service:Operation`, such as `ims:ImageModeration`"));
    };
    let services: Vec<_> =
        model.services.iter().filter(|found| found.module == module || found.name == module).collect();
    if services.is_empty() {
        let known = model.services.iter().map(|service| service.module.as_str());
        return Err(unknown("service", module, known));
    }
    // The newest version that has the operation.
    let found = services.iter().rev().find_map(|service| Some((service, service.operation(name)?)));
    found.map(|(service, operation)| OperationInService { service, operation }).ok_or_else(|| {
        let known = services.iter().flat_map(|service| &service.operations).map(|found| found.name.as_str());
        unknown(&format!("operation of `{module}`"), name, known)
    })
}

fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let help = did_you_mean(name, known).map(|close| format!(": did you mean `{close}`?"));
    format!("there is no {what} `{name}`{}", help.unwrap_or_default())
}

/// Returns the policy for some operations, and notes for the person who grants it.
pub fn policy(wanted: &[OperationInService<'_>], scope: &Scope) -> (Policy, Vec<String>) {
    let mut actions: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut notes = BTreeSet::new();
    for OperationInService { service, operation } in wanted {
        if operation.permissions.is_empty() {
            let name = format!("{}:{}", service.name, operation.name);
            notes.insert(format!("{name}: no source names its permission; the policy grants nothing for it"));
        }
        if let Some(waiter) = &operation.waiter {
            let (service, name) = (&service.name, &operation.name);
            notes.insert(format!("{service}:{name}: waiting for the result also needs {service}:{}", waiter.query));
        }
        for permission in &operation.permissions {
            let grant = service.authorization.get(&permission.action);
            actions.entry(resource(grant, scope)).or_default().insert(&permission.action);
            notes.extend(
                note(permission, grant, scope).into_iter().map(|note| format!("{}: {note}", permission.action)),
            );
        }
    }
    (Policy::allowing(actions), notes.into_iter().collect())
}

/// Returns the resource of a table with its placeholders filled in. An empty segment means all.
fn resource(grant: Option<&Grant>, scope: &Scope) -> String {
    let Some(grant) = grant.filter(|grant| grant.granularity == Granularity::Resource) else { return "*".to_owned() };
    if scope.bucket.is_none() && grant.resource.contains("{bucket}") {
        return "*".to_owned();
    }
    let bucket = scope.bucket.as_deref().unwrap_or_default();
    let account = bucket.rsplit_once('-').map_or("", |(_, account)| account);
    let region = scope.region.as_deref().unwrap_or_default();
    grant.resource.replace("{bucket}", bucket).replace("{appid}", account).replace("{region}", region)
}

/// Returns what the policy cannot express: why a resource is `*`, when a permission is needed.
fn note(permission: &Permission, grant: Option<&Grant>, scope: &Scope) -> Vec<String> {
    let reason = match grant {
        None => Some("`*`, because no authorization table lists it"),
        Some(grant) if grant.granularity == Granularity::Operation => {
            Some("`*`, because the action can only be allowed as a whole; a resource would deny it")
        }
        Some(_) if scope.bucket.is_none() => {
            Some("`*`, because no bucket was named; it can be restricted to one (--bucket)")
        }
        Some(grant) if scope.region.is_none() && grant.resource.contains("{region}") => {
            Some("of every region, because none was named (--region)")
        }
        Some(_) => None,
    };
    let when = (!permission.when.is_empty()).then(|| format!("needed {}", permission.when));
    reason.map(str::to_owned).into_iter().chain(when).collect()
}

/// Whether a text is the name of a bucket with its APPID: `examplebucket-1250000000`.
pub fn is_bucket(text: &str) -> bool {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let is_account = |account: &str| !account.is_empty() && account.chars().all(|c| c.is_ascii_digit());
    text.rsplit_once('-').is_some_and(|(name, account)| is_name(name) && is_account(account))
}

/// Whether a text can be a region: `ap-chengdu`.
pub fn is_region(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
