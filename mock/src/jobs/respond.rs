//! The responses to submissions and queries of jobs.

use codegen_model::Location;
use codegen_model::route::labels;
use serde_json::Value;

use super::links::JobLink;
use super::store::Job;
use crate::api_error::ApiError;
use crate::body::RequestBody;
use crate::host::HostKind;
use crate::request::ReceivedRequest;
use crate::response::Response;
use crate::response::prepared::{PreparedExample, template_of, tree_of};
use crate::response::template::ResponseTemplate;
use crate::state::State;
use crate::target::Target;
use crate::tree::path::MemberPath;
use crate::tree::{Tree, generate, read};
use crate::xml;

/// The outcome of a query.
pub(crate) enum Query {
    /// The operation does not query jobs.
    NotApplicable,
    /// No job with this id was submitted.
    UnknownJob(String),
    /// The response with the state of the job.
    Found(ResponseTemplate),
}

/// Creates the jobs of a submission, and returns the response with their ids. Returns `None` where the operation does not
/// submit jobs, or the selected `example` is an error.
pub(crate) fn submit(
    state: &State,
    target: Target<'_>,
    request: &ReceivedRequest,
    body: &RequestBody,
    example: Option<&PreparedExample>,
    failure: Option<(String, String)>,
) -> Option<ResponseTemplate> {
    let (link, seed) = (state.index.links.submissions.get(&target.id)?, state.options.seed);
    let mut tree = match example {
        Some(example) if !example.success => return None,
        Some(example) => tree_of(target.service, target.operation, &example.body)?,
        None => generate::shape(target.service, target.operation.output()?, seed),
    };
    let path = &link.submitted_id;
    // An example that a test selected stays as it is.
    let batch = link.batch.as_ref().filter(|_| !state.overrides.contains(target.name));
    let request = batch.and_then(|_| request_tree(target, request, body));
    let repeated = batch.zip(request).map(|(batch, request)| batch.spread(&request, &mut tree, path));
    let mut repeated = repeated.unwrap_or_default().into_iter();
    let mut next_id = || {
        let repeated = repeated.next().unwrap_or_default();
        let job = Job { submission: target.id, queries: 0, repeated, failure: failure.clone() };
        path.value(&state.jobs.add(link.query, job, seed, path.is_integer()))
    };
    match link.each {
        // An item without an id is an error: it has no job.
        true => path.replace(&mut tree, &mut next_id),
        false => path.set(&mut tree, &mut next_id),
    }
    Some(template_of(target.operation, tree))
}

/// Answers a query with the next state of its job.
pub(crate) fn query(state: &State, target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) -> Query {
    let submissions = &state.index.links.submissions;
    let link = state.index.links.queries.get(&target.id).and_then(|submission| submissions.get(submission));
    let Some(link) = link else { return Query::NotApplicable };
    let Some(id) = requested_id(&link.queried_id, target, request, body) else { return Query::NotApplicable };
    let Some(job) = state.jobs.query(target.id, &id) else { return Query::UnknownJob(id) };
    // Several operations may submit jobs that the same operation queries.
    let link = submissions.get(&job.submission).unwrap_or(link);
    Query::Found(template_of(target.operation, job_response(link, &job, &id, target, state.options.seed)))
}

/// Answers a query of an unknown job with the first example that is an error, or else with an error.
pub(crate) fn unknown_job(target: Target<'_>, host: &HostKind, job: &str, id: &str) -> Result<Response, ApiError> {
    if let Some(example) = target.prepared.examples.iter().find(|example| !example.success) {
        return Ok(example.template.render(id));
    }
    let message = format!("unknown job {job:?}");
    Err(match host {
        HostKind::Service(_) => ApiError::action("ResourceNotFound", message),
        _ => ApiError::rest(400, "ResourceNotFound", message),
    })
}

fn job_response(link: &JobLink, job: &Job, id: &str, target: Target<'_>, seed: u64) -> Tree {
    let pending = link.pending.get(job.queries.saturating_sub(1));
    let last = if job.failure.is_some() { &link.failed } else { &link.done };
    let state = pending.unwrap_or(last);
    let failure = job.failure.as_ref().filter(|_| pending.is_none());
    let mut tree = example_with(link, state, target).unwrap_or_else(|| generated(link, state, target, seed));
    link.state.set(&mut tree, &mut || link.state.value(state));
    if let Some(path) = &link.response_id {
        path.keep_first(&mut tree);
        path.set(&mut tree, &mut || path.value(id));
    }
    for (name, value) in &job.repeated {
        repeat(link, target, name, value.as_ref(), &mut tree);
    }
    if let Some((code, message)) = failure {
        let texts = [(&link.code, code), (&link.message, message)];
        let known = texts.into_iter().filter_map(|(path, text)| Some((path.as_ref()?, text)));
        known.for_each(|(path, text)| path.set(&mut tree, &mut || path.value(text)));
    }
    tree
}

/// Sets a member next to the state to the value in the job's input.
fn repeat(link: &JobLink, target: Target<'_>, name: &str, value: Option<&Value>, tree: &mut Tree) {
    let path = format!("{}{name}", link.parent);
    let path = target.operation.output().and_then(|output| MemberPath::of(target.service, output, &path));
    match (path, value) {
        (Some(path), Some(value)) => path.set(tree, &mut || value.clone()),
        (Some(path), None) => path.remove(tree),
        (None, _) => {}
    }
}

/// Returns the response of the first successful example in which all jobs have this state.
fn example_with(link: &JobLink, state: &str, target: Target<'_>) -> Option<Tree> {
    let examples = target.prepared.examples.iter().filter(|example| example.success);
    let mut trees = examples.filter_map(|example| tree_of(target.service, target.operation, &example.body));
    trees.find(|tree| {
        let states = link.state.texts(tree);
        !states.is_empty() && states.iter().all(|found| found == state)
    })
}

/// Generates a response: complete for a job that is done, otherwise only the request id. Code and message are left out.
fn generated(link: &JobLink, state: &str, target: Target<'_>, seed: u64) -> Tree {
    let Some(shape) = target.operation.output() else { return Tree::Shape(Vec::new()) };
    let mut tree = generate::shape(target.service, shape, seed);
    if *state != link.done {
        let is_id = |(name, _): &(String, Tree)| name == "RequestId";
        let members = if let Tree::Shape(members) = tree { members } else { Vec::new() };
        tree = Tree::Shape(members.into_iter().filter(is_id).collect());
    }
    [&link.code, &link.message].into_iter().flatten().for_each(|path| path.remove(&mut tree));
    tree
}

/// Returns the job id of a query from the member's location in the request.
fn requested_id(
    path: &MemberPath,
    target: Target<'_>,
    request: &ReceivedRequest,
    body: &RequestBody,
) -> Option<String> {
    match target.operation.input.member(path.first())?.location {
        Location::Label => find(labels(target.binding?, &request.path)?, path.first()),
        Location::Query => find(request.operation_parameters(), path.first()),
        Location::Header => Some(request.header(path.first()).into_owned()),
        _ => path.texts(&request_tree(target, request, body)?).pop(),
    }
}

/// Decodes the body of a request.
fn request_tree(target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) -> Option<Tree> {
    if let Some(json) = body.json() {
        return Some(read::from_json(json));
    }
    let document = xml::parse(std::str::from_utf8(&request.body).ok()?).ok()?;
    Some(read::from_xml(document.root_element(), Some(&target.operation.input), target.service))
}

fn find(pairs: Vec<(String, String)>, name: &str) -> Option<String> {
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
