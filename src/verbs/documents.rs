//! The documents of a stream, worked out on threads of their own and taken up in their order.

use std::io::BufRead;
use std::sync::Arc;
use std::thread;

use super::Error;
use super::worker::Workers;
use crate::read::documents::{Document, DocumentError, Documents, Kind};

/// The bytes of text that are handed to a thread at once, unless one document has more.
const BYTES_AT_ONCE: usize = 64 * 1024;

/// Works out every document of a stream, on each thread by a worker of its own, and hands the results to `put`, in the order of the documents: on one thread for each
/// processor where there are many documents, no more of which are held than these are at work on.
///
/// # Errors
/// When the stream cannot be read as documents of the kind, after the results of those before the first that cannot: every such
/// document is named, on a line of its own. And when `put` fails.
pub(super) fn each<R: Send, E: From<Error>, W: FnMut(&Document) -> R>(
    name: Arc<str>,
    input: impl BufRead,
    kind: Kind,
    worker: impl Fn() -> W + Sync,
    mut put: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut documents = Documents::new(name, input, kind);
    let by_itself = || {
        let mut work = worker();
        move |document: Document| work(&document)
    };
    let in_turn = |documents: &mut Documents<_>, put: &mut dyn FnMut(R) -> Result<(), E>| {
        let mut work = by_itself();
        while let Some(document) = documents.next() {
            let document = document.map_err(|first| with_others(&first, documents))?;
            put(work(document))?;
        }
        Ok(())
    };
    if kind != Kind::JsonLines {
        return in_turn(&mut documents, &mut put);
    }
    thread::scope(|scope| match Workers::start(scope, &by_itself, BYTES_AT_ONCE) {
        Ok(mut workers) => at_once(&mut documents, &mut workers, &mut put),
        Err(_) => in_turn(&mut documents, &mut put),
    })
}

fn at_once<R: Send, E: From<Error>>(
    documents: &mut Documents<impl BufRead>,
    workers: &mut Workers<Document, R>,
    put: &mut dyn FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let read = documents.try_for_each(|document| {
        let document = document.map_err(Stop::Unread)?;
        let bytes = document.source().len();
        workers.take_on(document, bytes).into_iter().try_for_each(&mut *put).map_err(Stop::Put)
    });
    if let Err(Stop::Put(error)) = read {
        return Err(error);
    }
    loop {
        let finished = workers.finish();
        if finished.is_empty() {
            break;
        }
        finished.into_iter().try_for_each(&mut *put)?;
    }
    match read {
        Err(Stop::Unread(first)) => Err(with_others(&first, documents).into()),
        _ => Ok(()),
    }
}

/// What is wrong with the first document that cannot be read, and with all after it.
fn with_others(first: &DocumentError, rest: &mut Documents<impl BufRead>) -> Error {
    let mut said = first.to_string();
    for other in rest.filter_map(Result::err) {
        said.push('\n');
        said.push_str(&other.to_string());
    }
    Error::new(said)
}

/// Why no more documents are read.
enum Stop<E> {
    Unread(DocumentError),
    Put(E),
}
