//! Answers requests from recorded exchanges.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use codegen_model::files;

use super::exchange::{Exchange, RecordedRequest};
use crate::request::ReceivedRequest;
use crate::response::Response;
use crate::response::template::{ResponseTemplate, json_with_placeholder, xml_with_placeholder};
use crate::target::Target;

/// The largest recording: a request and a response of the maximum size, in base64.
const MAX_BYTES: u64 = 256 << 20;

/// Recorded responses, by request. A repeated request gets its responses in the order of recording, and then the last one
/// again.
#[derive(Debug, Default)]
pub struct Recording(Mutex<BTreeMap<RecordedRequest, VecDeque<ResponseTemplate>>>);

impl Recording {
    /// Reads the files of a folder, in the order of their names.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder or a file cannot be read, or a file is not a recording.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let names = fs::read_dir(folder)?.map(|entry| entry.map(|it| it.file_name().to_string_lossy().into_owned()));
        let mut names: Vec<_> = names.collect::<Result<_, _>>()?;
        names.retain(|name| name.ends_with(".json"));
        names.sort();
        let mut recording: BTreeMap<_, VecDeque<_>> = BTreeMap::new();
        for name in names {
            let path = folder.join(&name);
            let invalid =
                |problem| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {problem}", path.display()));
            let bytes = files::read(folder, &name, MAX_BYTES).map_err(|refusal| invalid(refusal.to_string()))?;
            let exchange = Exchange::parse(&String::from_utf8_lossy(&bytes)).map_err(invalid)?;
            let template = template(&exchange);
            recording.entry(exchange.request).or_default().push_back(template);
        }
        Ok(Self(Mutex::new(recording)))
    }

    /// Returns the recorded response to a request, with its own request id.
    pub(crate) fn response(&self, target: Target<'_>, request: &ReceivedRequest, id: &str) -> Option<Response> {
        let request = RecordedRequest::of(target, request).ok()?;
        let mut recording = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let templates = recording.get_mut(&request)?;
        let template = if templates.len() > 1 { templates.pop_front() } else { templates.front().cloned() };
        template.map(|template| template.render(id))
    }
}

fn template(exchange: &Exchange) -> ResponseTemplate {
    let Exchange { status, content_type, response_body, .. } = exchange;
    let Ok(text) = std::str::from_utf8(response_body) else {
        return ResponseTemplate::fixed(*status, content_type, exchange.body());
    };
    let is_xml = text.trim_start().starts_with('<');
    let body = if is_xml { xml_with_placeholder(text) } else { json_with_placeholder(text) };
    ResponseTemplate::with_placeholder(*status, content_type, &body)
}
