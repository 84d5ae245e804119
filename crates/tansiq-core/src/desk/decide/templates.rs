//! Templates of plans: put in and taken out. What is in them is read where they are used.

use super::{done, invalid, not_found, too_many};
use crate::desk::bounds::{MAX_TEMPLATE_BYTES, MAX_TEMPLATE_NAME_BYTES, MAX_TEMPLATES};
use crate::desk::entities::Template;
use crate::desk::{Decided, Event, State};
use crate::{Context, EntityId};
use std::sync::Arc;

pub(super) fn put(state: &State, context: &Context, id: EntityId, name: &str, document: &Arc<str>) -> Decided {
    if !(1..=MAX_TEMPLATE_NAME_BYTES).contains(&name.len()) {
        return invalid(format!("name: {} bytes, must be 1 to {MAX_TEMPLATE_NAME_BYTES}", name.len()));
    }
    if document.len() > MAX_TEMPLATE_BYTES {
        return invalid(format!("plan: {} bytes, at most {MAX_TEMPLATE_BYTES} are kept in a template", document.len()));
    }
    let old = state.templates.get(&id);
    if old.is_none() && state.templates.len() >= MAX_TEMPLATES {
        return too_many(format!("this desk has {MAX_TEMPLATES} templates; remove some first"));
    }
    if old.is_some_and(|old| old.name == name && old.document == *document) {
        return done(Vec::new());
    }
    let by = context.caller.name.clone();
    done(vec![Event::TemplatePut(Template { id, name: name.to_owned(), document: document.clone(), by, changed: context.now })])
}

pub(super) fn remove(state: &State, id: EntityId) -> Decided {
    if state.templates.contains_key(&id) {
        done(vec![Event::TemplateRemoved { id }])
    } else {
        not_found(format!("there is no template {id}"))
    }
}
