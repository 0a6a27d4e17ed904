//! The model with what is looked up on every request beside it: names, ways, prepared answers.

use std::collections::HashMap;

use codegen_model::route::fixed_query;
use codegen_model::{Host, HttpBinding, Model, Operation, Protocol, Service};

use crate::answer::Prepared;
use crate::jobs::Links;
use crate::kind::{full_name, is_action};
use crate::route::Target;

/// Which operation: the places of service and operation in the model.
pub(crate) type At = (usize, usize);

/// The model and its index.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) model: Model,
    /// The operations of API 3.0: by service, by version, by action.
    actions: HashMap<String, HashMap<String, HashMap<String, At>>>,
    /// Every way of every other operation, the most special one first.
    pub(crate) roads: Vec<Road>,
    prepared: HashMap<At, Prepared>,
    names: HashMap<At, String>,
    pub(crate) links: Links,
}

/// One way to reach an operation.
#[derive(Debug)]
pub(crate) struct Road {
    pub(crate) at: At,
    way: usize,
    pub(crate) method: String,
    pub(crate) host: Host,
    pub(crate) fixed: Vec<(String, String)>,
}

impl Book {
    pub(crate) fn of(model: Model, seed: u64) -> Self {
        let (mut actions, mut roads) = (HashMap::new(), Vec::new());
        let (mut prepared, mut names) = (HashMap::new(), HashMap::new());
        for (at, service, operation) in all(&model) {
            prepared.insert(at, Prepared::of(service, operation, seed));
            names.insert(at, full_name(service, operation));
            match &operation.protocol {
                Protocol::Action => add_action(&mut actions, at, service, operation),
                Protocol::Rest { bindings, .. } => {
                    roads.extend(bindings.iter().enumerate().map(|way| Road::of(at, way)))
                }
            }
        }
        roads.sort_by_key(|(said, _)| std::cmp::Reverse(*said));
        let roads = roads.into_iter().map(|(_, road)| road).collect();
        let links = Links::of(&model);
        Self { model, actions, roads, prepared, names, links }
    }

    /// The versions of a service of API 3.0, each with its actions.
    pub(crate) fn versions(&self, service: &str) -> Option<&HashMap<String, HashMap<String, At>>> {
        self.actions.get(service)
    }

    /// The operation at a place, reached by the way that a road is.
    pub(crate) fn target(&self, at: At, road: Option<&Road>) -> Option<Target<'_>> {
        let service = self.model.services.get(at.0)?;
        let operation = service.operations.get(at.1)?;
        let way = road.and_then(|road| bindings(operation).get(road.way));
        Some(Target { at, service, operation, way, prepared: self.prepared.get(&at)?, name: self.names.get(&at)? })
    }

    /// The operations that a name means: `ims:ImageModeration`, or the operation's name alone.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Operation> {
        let fits = move |(_, service, operation): &(At, &Service, &Operation)| {
            operation.name == name || full_name(service, operation) == name
        };
        all(&self.model).filter(fits).map(|(_, _, operation)| operation)
    }

    /// The full names of all operations.
    pub(crate) fn names(&self) -> Vec<String> {
        all(&self.model).map(|(_, service, operation)| full_name(service, operation)).collect()
    }
}

/// Every operation with its place.
pub(crate) fn all(model: &Model) -> impl Iterator<Item = (At, &Service, &Operation)> {
    model.services.iter().enumerate().flat_map(|(first, service)| {
        let operations = service.operations.iter().enumerate();
        operations.map(move |(second, operation)| ((first, second), service, operation))
    })
}

fn bindings(operation: &Operation) -> &[HttpBinding] {
    match &operation.protocol {
        Protocol::Rest { bindings, .. } => bindings,
        Protocol::Action => &[],
    }
}

type Actions = HashMap<String, HashMap<String, HashMap<String, At>>>;

fn add_action(actions: &mut Actions, at: At, service: &Service, operation: &Operation) {
    let Some(version) = service.version.clone().filter(|_| is_action(operation)) else { return };
    let versions = actions.entry(service.name.clone()).or_default();
    versions.entry(version).or_default().insert(operation.name.clone(), at);
}

impl Road {
    /// The road, behind how much of a request it fixes.
    fn of(at: At, (index, way): (usize, &HttpBinding)) -> ((usize, usize), Self) {
        let path = way.path.split('?').next().unwrap_or_default();
        let fixed = fixed_query(way);
        let labels: usize =
            way.labels().filter(|label| path.contains(label)).map(|label| label.len() + "{}".len()).sum();
        let said = (fixed.len(), (path.len() - path.matches('+').count()).saturating_sub(labels));
        (said, Self { at, way: index, method: way.method.clone(), host: way.host, fixed })
    }
}
