//! What published metadata states, read as plain JSON: the items of a service by place, and the properties of each. Does not use
//! the loader or the model, so that it can contradict them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use codegen_model::load::published;
use serde_json::{Map, Value};

use super::keys::{self, text};

/// The properties of an item that have a value.
pub type Properties = BTreeMap<&'static str, String>;

/// The items of a service: the properties by place and kind.
pub type Facts = BTreeMap<(String, &'static str), Properties>;

/// Reads every version of a service.
pub fn of(folder: &Path) -> Facts {
    let mut facts = Facts::new();
    let mut newest: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(bytes) = fs::read(entry.path().join("api.json")) else { continue };
        let document: Value = serde_json::from_slice(&bytes).expect("JSON");
        // The module is the name of the service, except where Rust reserves it.
        let module = published::module(&text(&document["metadata"]["serviceShortName"]));
        let version = text(&document["metadata"]["apiVersion"]);
        let known = newest.entry(module.clone()).or_default();
        *known = version.clone().max(std::mem::take(known));
        File { document: &document, place: format!("{module}/{version}") }.add_to(&mut facts);
    }
    facts.extend(
        newest
            .into_iter()
            .map(|(module, version)| ((module, "service"), Properties::from([("default version", version)]))),
    );
    facts
}

/// One file, and the place of its version.
struct File<'d> {
    document: &'d Value,
    place: String,
}

impl<'d> File<'d> {
    fn add_to(&self, facts: &mut Facts) {
        let metadata = &self.document["metadata"];
        let parts = ["serviceNameCN", "api_brief"].map(|key| text(&metadata[key]));
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let version = Properties::from([("description", parts.join("\n\n"))]);
        facts.insert((self.place.clone(), "version"), version);
        let mut bound = BTreeSet::new();
        for (name, action) in entries(&self.document["actions"]) {
            let place = format!("{}/{}", self.place, name.trim());
            facts.insert((place.clone(), "operation"), self.operation(action));
            for (part, key, use_) in [("request", "input", INPUT), ("response", "output", OUTPUT)] {
                let object = text(&action[key]);
                self.add_structure(&object, &format!("{place}/{part}"), use_, false, facts);
                bound.insert(object);
            }
        }
        let [inputs, outputs] = ["input", "output"].map(|key| self.reached(key));
        for (name, _) in entries(&self.document["objects"]).filter(|(name, _)| !self.is_free(name)) {
            let is_reached = inputs.contains(name) || outputs.contains(name);
            let direction = [inputs.contains(name).then_some(INPUT), outputs.contains(name).then_some(OUTPUT)];
            if is_reached || !bound.contains(name) {
                let direction = direction.into_iter().flatten().collect::<Vec<_>>().join(" and ");
                self.add_structure(name, &format!("{}/{name}", self.place), &direction, true, facts);
            }
        }
    }

    fn operation(&self, action: &Value) -> Properties {
        let mut properties = keys::properties(action, &keys::ACTION);
        // An action without a description is described by its title.
        let doc = Some(text(&action["document"])).filter(|doc| !doc.is_empty()).unwrap_or(text(&action["name"]));
        properties.insert("description", doc);
        let output = text(&action["output"]);
        let is_stream = self
            .members(&output)
            .any(|member| text(&member["name"]) == REQUEST_ID && text(&member["document"]).contains("X-TC-RequestId"));
        properties.extend(is_stream.then(|| ("event stream", "yes".to_owned())));
        properties
    }

    /// Adds the members of an object. The objects of requests and responses have no names of their own.
    fn add_structure(&self, name: &str, place: &str, direction: &str, is_named: bool, facts: &mut Facts) {
        let is_envelope = |member: &&Value| !is_named && direction == OUTPUT && text(&member["name"]) == REQUEST_ID;
        let members: Vec<&Value> = self.members(name).filter(|member| !is_envelope(member)).collect();
        let names: Vec<_> = members.iter().map(|member| text(&member["name"])).collect();
        let mut properties = Properties::from([(ORDER, names.join(" "))]);
        if is_named {
            properties.insert("use", direction.to_owned());
            properties.insert("description", text(&self.document["objects"][name]["document"]));
        }
        facts.insert((place.to_owned(), "structure"), properties);
        for (member, name) in members.iter().zip(names) {
            facts.insert((format!("{place}/{name}"), "member"), self.member(member, direction));
        }
    }

    fn member(&self, member: &Value, direction: &str) -> Properties {
        let mut properties = keys::properties(member, &keys::MEMBER);
        properties.insert("type", self.type_of(member));
        let is_disabled = keys::is_set(&member["disabled"]);
        let is_required = keys::is_set(&member["required"]) && !is_disabled;
        let is_answered =
            if member["output_required"].is_null() { is_required } else { keys::is_set(&member["output_required"]) };
        properties.insert(DIRECTION, direction.to_owned());
        let flags = [(is_required, REQUIREMENT), (is_answered, PRESENCE)];
        properties.extend(flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| (word, "always".to_owned())));
        properties
    }

    /// Returns the type of a member. The two keys together state it.
    fn type_of(&self, member: &Value) -> String {
        let (word, detail) = (text(&member["type"]), text(&member["member"]));
        let is_object = matches!(word.as_str(), "object" | "list") && !keys::SCALARS.contains(&&*detail);
        match (word.as_str(), is_object && self.is_free(&detail)) {
            ("object" | "list", true) => word,
            _ => format!("{word} {detail}"),
        }
    }

    fn members(&self, object: &str) -> impl Iterator<Item = &'d Value> + use<'d> {
        self.document["objects"][object]["members"].as_array().into_iter().flatten()
    }

    /// Whether nothing is known of an object.
    fn is_free(&self, object: &str) -> bool {
        self.members(object).next().is_none()
    }

    /// Returns the objects that members of all inputs, or of all outputs, refer to.
    fn reached(&self, key: &str) -> BTreeSet<String> {
        let mut open: Vec<String> = entries(&self.document["actions"]).map(|(_, action)| text(&action[key])).collect();
        let mut reached = BTreeSet::new();
        while let Some(object) = open.pop() {
            for member in self.members(&object) {
                let is_object = matches!(&*text(&member["type"]), "object" | "list");
                let name = text(&member["member"]);
                if is_object && !keys::SCALARS.contains(&&*name) && reached.insert(name.clone()) {
                    open.push(name);
                }
            }
        }
        reached
    }
}

/// The directions of structures and members.
pub const INPUT: &str = "input";
pub const OUTPUT: &str = "output";
/// The property of a member that holds its directions. It follows from the structure's.
pub const DIRECTION: &str = "direction";
/// The order of the members of a structure.
pub const ORDER: &str = "order";
/// Whether requests must have a member.
pub const REQUIREMENT: &str = "requirement";
/// Whether responses always have a member.
pub const PRESENCE: &str = "presence in responses";
/// Every response has it, in an envelope that no member describes.
const REQUEST_ID: &str = "RequestId";

fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}
