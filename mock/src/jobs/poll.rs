//! What a submission and a query of a job are answered.

use codegen_model::route::labels;
use codegen_model::{Location, Protocol};

use super::links::Link;
use super::{Job, Jobs};
use crate::answer::made::{self, Path, Tree};
use crate::answer::{Answer, Sample, Template, of_tree, tree_of};
use crate::body::Body;
use crate::book::Book;
use crate::host::Place;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::route::{Target, query_of};
use crate::xml;

/// What is known about the job that a query asks for.
pub(crate) enum Polled {
    /// The operation asks for no jobs.
    NoQuery,
    /// Nobody submitted the job.
    Unknown(String),
    /// The answer.
    Answer(Template),
}

/// The answer to a submission, with a job of its own; `None` where the operation submits none, or `sample` is an error.
pub(crate) fn submit(
    book: &Book,
    jobs: &Jobs,
    target: Target<'_>,
    sample: Option<&Sample>,
    failure: Option<(String, String)>,
    seed: u64,
) -> Option<Template> {
    let link = book.links.submissions.get(&target.at)?;
    let mut tree = match sample {
        Some(sample) if !sample.success => return None,
        Some(sample) => tree_of(target.service, target.operation, &sample.answered)?,
        None => made::shape(target.service, target.operation.output()?, seed),
    };
    let job = Job { submitted_by: target.at, polls: 0, failure };
    let mut next = || link.from.value(&jobs.add(link.query, job.clone(), seed, link.from.is_integer()));
    match link.each {
        // An entry without an id has been refused: there is no job.
        true => link.from.replace(&mut tree, &mut next),
        false => link.from.set(&mut tree, &mut next),
    }
    Some(of_tree(target.operation, tree))
}

/// The answer to a query of a job.
pub(crate) fn poll(book: &Book, jobs: &Jobs, target: Target<'_>, request: &Received, body: &Body, seed: u64) -> Polled {
    let asked = book.links.queries.get(&target.at).and_then(|at| book.links.submissions.get(at));
    let Some(link) = asked else { return Polled::NoQuery };
    let Some(id) = id_in(&link.to, target, request, body) else { return Polled::NoQuery };
    let Some(job) = jobs.ask(target.at, &id) else { return Polled::Unknown(id) };
    // Several operations can submit what one asks for.
    let link = book.links.submissions.get(&job.submitted_by).unwrap_or(link);
    Polled::Answer(of_tree(target.operation, state_of(link, &job, &id, target, seed)))
}

/// The answer to a query of a job that nobody submitted: an example of that, or the code that fits.
pub(crate) fn unknown(target: Target<'_>, place: &Place, job: &str, id: &str) -> Result<Answer, Refusal> {
    if let Some(sample) = target.prepared.samples.iter().find(|sample| !sample.success) {
        return Ok(sample.template.render(id));
    }
    let message = format!("No job {job:?} was submitted.");
    Err(match place {
        Place::Service(_) => Refusal::action("ResourceNotFound", message),
        _ => Refusal::rest(400, "ResourceNotFound", message),
    })
}

fn state_of(link: &Link, job: &Job, id: &str, target: Target<'_>, seed: u64) -> Tree {
    let pending = link.pending.get(job.polls.saturating_sub(1));
    let end = if job.failure.is_some() { &link.failed } else { &link.done };
    let state = pending.unwrap_or(end);
    let failure = job.failure.as_ref().filter(|_| pending.is_none());
    let mut tree = example_of(link, state, target).unwrap_or_else(|| made_of(link, state, target, seed));
    link.status.set(&mut tree, &mut || link.status.value(state));
    if let Some(echo) = &link.echo {
        echo.keep_first(&mut tree);
        echo.set(&mut tree, &mut || echo.value(id));
    }
    if let Some((code, message)) = failure {
        let texts = [(&link.code, code), (&link.message, message)];
        let known = texts.into_iter().filter_map(|(path, text)| Some((path.as_ref()?, text)));
        known.for_each(|(path, text)| path.set(&mut tree, &mut || path.value(text)));
    }
    tree
}

/// The example that shows the state.
fn example_of(link: &Link, state: &str, target: Target<'_>) -> Option<Tree> {
    let shown = target.prepared.samples.iter().filter(|sample| sample.success);
    let mut trees = shown.filter_map(|sample| tree_of(target.service, target.operation, &sample.answered));
    trees.find(|tree| {
        let states = link.status.texts(tree);
        !states.is_empty() && states.iter().all(|found| found == state)
    })
}

/// A result is made in full; before it there is nothing but the state, and instead of it the reason.
fn made_of(link: &Link, state: &str, target: Target<'_>, seed: u64) -> Tree {
    let Some(shape) = target.operation.output() else { return Tree::Shape(Vec::new()) };
    let mut tree = made::shape(target.service, shape, seed);
    if *state != link.done {
        let id = |(name, _): &(String, Tree)| name == "RequestId";
        let members = if let Tree::Shape(members) = tree { members } else { Vec::new() };
        tree = Tree::Shape(members.into_iter().filter(id).collect());
    }
    [&link.code, &link.message].into_iter().flatten().for_each(|path| path.remove(&mut tree));
    tree
}

/// The id that a query asks for, wherever it travels.
fn id_in(to: &Path, target: Target<'_>, request: &Received, body: &Body) -> Option<String> {
    let member = target.operation.input.member(to.first())?;
    match (&target.operation.protocol, member.location) {
        (Protocol::Action, _) => to.texts(&made::from_json(body.json()?)).pop(),
        (_, Location::Label) => find(labels(target.way?, &request.path)?, to.first()),
        (_, Location::Query) => find(query_of(request), to.first()),
        (_, Location::Header) => Some(request.header(to.first()).into_owned()),
        _ => {
            let text = std::str::from_utf8(&request.body).ok()?;
            let document = xml::parse(text).ok()?;
            let input = &target.operation.input;
            to.texts(&made::from_xml(document.root_element(), Some(input), target.service)).pop()
        }
    }
}

fn find(pairs: Vec<(String, String)>, name: &str) -> Option<String> {
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
