//! Services as JSON: whole, or the part that one schema file describes.

use super::Prose;
use super::operation::operation;
use super::rule::kind;
use super::shape::{enumeration, shape};
use crate::document::{Json, line, list, tall};
use crate::model::{ErrorCode, Grant, Service, Sites};

pub(super) fn whole(service: &Service, prose: Prose) -> Json {
    let object = tall()
        .text("module", &service.module)
        .text("name", &service.name)
        .maybe("version", service.version.as_deref())
        .text("doc", &service.doc)
        .maybe("page", service.page.as_deref())
        .text("guide", &service.guide)
        .maybe("sites", service.sites.map(Sites::name));
    let left_out = service.left_out.iter().map(|found| line().text("name", &found.name).text("why", &found.why));
    let families = service.families.iter().map(|family| {
        let schemas = list(family.schemas.iter().map(|path| Json::from(path.as_str())));
        tall().text("name", &family.name).text("doc", &family.doc).set("schemas", schemas)
    });
    let groups = service.groups.iter().map(|found| line().text("folder", &found.folder).text("doc", &found.doc));
    let units = service.units.iter().map(|unit| Json::from(unit.source.as_str()));
    let authorization = service.authorization.iter().map(|(action, found)| grant(action, found));
    let object = object
        .flag("optional", service.optional)
        .set("families", list(families))
        .set("groups", list(groups))
        .set("left_out", list(left_out))
        .set("units", list(units));
    described(object, service, |_| true, prose).set("authorization", list(authorization))
}

/// Returns what the schema file at index `unit` describes, without prose.
pub(super) fn unit(service: &Service, unit: usize) -> Json {
    let object = tall().text("module", &service.module).maybe("version", service.version.as_deref());
    let object = object.maybe("sites", service.sites.map(Sites::name));
    described(object, service, |found| found == unit, Prose::LeftOut)
}

/// Adds what the files that `is_wanted` accepts describe.
fn described(object: Json, service: &Service, is_wanted: impl Fn(usize) -> bool, prose: Prose) -> Json {
    let operations = service.operations.iter().filter(|found| is_wanted(found.unit));
    let shapes = service.shapes.values().filter(|found| is_wanted(found.unit));
    let enums = service.enums.values().filter(|found| is_wanted(found.unit));
    let rules = service.rules.iter().filter(|found| is_wanted(found.unit));
    let errors = service.errors.iter().filter(|found| is_wanted(found.unit));
    object
        .set("operations", list(operations.map(|found| operation(found, prose))))
        .set("shapes", list(shapes.map(|found| shape(found, prose))))
        .set("enums", list(enums.map(|found| enumeration(found, prose))))
        .set("rules", list(rules.map(|found| kind(found, prose))))
        .set("errors", list(errors.map(|found| error(found, prose))))
}

fn error(error: &ErrorCode, prose: Prose) -> Json {
    prose.add(line().text("code", &error.code), "doc", &error.doc).maybe("name", error.name.as_deref())
}

fn grant(action: &str, grant: &Grant) -> Json {
    line()
        .text("action", action)
        .text("access", grant.access.name())
        .text("granularity", grant.granularity.name())
        .text("resource", &grant.resource)
        .maybe("ip_restriction", grant.ip_restriction.map(|value| if value { "true" } else { "false" }))
}
