//! What was recorded, to be answered again.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::exchange::{Exchange, Sent};
use crate::answer::{Answer, MARK, Template, mark_json, mark_xml};
use crate::received::Received;
use crate::route::Target;

/// What was recorded, by what was sent. A request that was recorded more than once is answered in that order, and at the
/// end with the last answer.
#[derive(Debug, Default)]
pub struct Recording(Mutex<BTreeMap<Sent, VecDeque<Template>>>);

impl Recording {
    /// Reads the files of a folder, in the order of their names.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a file cannot be read, or a file is no recording.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files: Vec<_> =
            fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path())).collect::<Result<_, _>>()?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        let mut tape: BTreeMap<Sent, VecDeque<Template>> = BTreeMap::new();
        for path in files {
            let wrong = |problem| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {problem}", path.display()));
            let exchange = Exchange::parse(&fs::read_to_string(&path)?).map_err(wrong)?;
            let template = template(&exchange);
            tape.entry(exchange.sent).or_default().push_back(template);
        }
        Ok(Self(Mutex::new(tape)))
    }

    /// The recorded answer to a request, with an id of its own.
    pub(crate) fn answer(&self, target: Target<'_>, request: &Received, id: &str) -> Option<Answer> {
        let sent = Sent::of(target, request);
        let mut tape = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = tape.get_mut(&sent)?;
        let template = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        template.map(|template| template.render(id))
    }
}

fn template(exchange: &Exchange) -> Template {
    let Exchange { status, content_type, answered, .. } = exchange;
    let Ok(text) = std::str::from_utf8(answered) else {
        return Template::fixed(*status, content_type, exchange.body());
    };
    let marked = if text.trim_start().starts_with('<') { mark_xml(text) } else { mark_json(text) };
    Template::marked(*status, content_type, &marked, MARK)
}
