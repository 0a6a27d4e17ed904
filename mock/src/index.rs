//! Indexes the model for lookups on every request: action names, routes, prepared responses.

use std::cmp::Reverse;
use std::collections::HashMap;

use codegen_model::route::fixed_query;
use codegen_model::{Host, HttpBinding, Model, Operation, Service};

use crate::jobs::links::JobLinks;
use crate::operation::{OperationId, all, bindings, full_name, is_action, required_headers};
use crate::response::prepared::PreparedResponses;
use crate::target::Target;

/// The actions of API 3.0, by service, version and name.
type Actions = HashMap<String, HashMap<String, HashMap<String, OperationId>>>;

/// The model and its indexes.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) model: Model,
    actions: Actions,
    /// The HTTP bindings of all other operations, the most specific first.
    pub(crate) routes: Vec<Route>,
    prepared: HashMap<OperationId, PreparedResponses>,
    names: HashMap<OperationId, String>,
    pub(crate) links: JobLinks,
}

/// One HTTP binding of an operation on one of its hosts.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) id: OperationId,
    /// The index of the binding in the operation.
    binding: usize,
    pub(crate) method: String,
    pub(crate) host: Host,
    pub(crate) fixed_query: Vec<(String, String)>,
}

impl Index {
    pub(crate) fn of(model: Model, seed: u64) -> Self {
        let (mut actions, mut routes) = (HashMap::new(), Vec::new());
        let (mut prepared, mut names) = (HashMap::new(), HashMap::new());
        for (id, service, operation) in all(&model) {
            prepared.insert(id, PreparedResponses::of(service, operation, seed));
            names.insert(id, full_name(service, operation));
            add_action(&mut actions, id, service, operation);
            let bindings = bindings(operation).iter().enumerate();
            routes.extend(bindings.flat_map(|binding| Route::of(id, service, operation, binding)));
        }
        routes.sort_by_key(|(specificity, _)| Reverse(*specificity));
        let routes = routes.into_iter().map(|(_, route)| route).collect();
        let links = JobLinks::of(&model);
        Self { model, actions, routes, prepared, names, links }
    }

    /// Returns the versions of a service of API 3.0, each with its actions.
    pub(crate) fn versions(&self, service: &str) -> Option<&HashMap<String, HashMap<String, OperationId>>> {
        self.actions.get(service)
    }

    /// Returns the operation with this id, reached through `route`.
    pub(crate) fn target(&self, id: OperationId, route: Option<&Route>) -> Option<Target<'_>> {
        let service = self.model.services.get(id.service)?;
        let operation = service.operations.get(id.operation)?;
        let binding = route.and_then(|route| bindings(operation).get(route.binding));
        Some(Target { id, service, operation, binding, prepared: self.prepared.get(&id)?, name: self.names.get(&id)? })
    }

    /// Whether an operation has this name, with its service as in `ims:ImageModeration` or alone.
    pub(crate) fn contains(&self, name: &str) -> bool {
        all(&self.model).any(|(_, service, operation)| operation.name == name || full_name(service, operation) == name)
    }

    /// Returns the full names of all operations.
    pub(crate) fn names(&self) -> Vec<String> {
        all(&self.model).map(|(_, service, operation)| full_name(service, operation)).collect()
    }
}

fn add_action(actions: &mut Actions, id: OperationId, service: &Service, operation: &Operation) {
    let Some(version) = service.version.clone().filter(|_| is_action(operation)) else { return };
    let versions = actions.entry(service.name.clone()).or_default();
    versions.entry(version).or_default().insert(operation.name.clone(), id);
}

/// Orders routes: by the number of fixed query parameters, then by the length of the literal path, then by the number of
/// headers that the operation requires. The operations of the service that a host is named after come before others.
type Specificity = (usize, usize, usize, bool);

impl Route {
    /// Returns the routes of a binding, one for each of its hosts.
    fn of(
        id: OperationId,
        service: &Service,
        operation: &Operation,
        (index, binding): (usize, &HttpBinding),
    ) -> Vec<(Specificity, Self)> {
        let path = binding.path.split('?').next().unwrap_or_default();
        let fixed_query = fixed_query(binding);
        let labels = binding.labels().filter(|label| path.contains(label));
        let labels: usize = labels.map(|label| label.len() + "{}".len()).sum();
        let literal = (path.len() - path.matches('+').count()).saturating_sub(labels);
        let headers = required_headers(operation).count();
        let hosts = std::iter::once(&binding.host).chain(&binding.alternative_hosts);
        let on_host = |host: &Host| {
            let (method, fixed_query) = (binding.method.clone(), fixed_query.clone());
            let specificity = (fixed_query.len(), literal, headers, host.name() == service.name);
            (specificity, Self { id, binding: index, method, host: *host, fixed_query })
        };
        hosts.map(on_host).collect()
    }
}
