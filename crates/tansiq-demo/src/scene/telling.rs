//! What a newcomer reads when the scene is up: where the pages are, with which names and passwords to sign in, and what to try
//! first. Or one JSON object, for programs.

use serde_json::json;

use super::cast::Cast;
use super::desk::{Account, Desk};
use crate::lang::Lang;

/// Tells of a scene.
pub struct Teller<'a> {
    /// Its names.
    pub cast: &'a Cast,
    /// The base URL of its DSS.
    pub dss: &'a str,
    /// Its desks.
    pub desks: &'a [Desk],
    /// In which language.
    pub lang: Lang,
    /// Whether programs listen.
    pub json: bool,
}

impl Teller<'_> {
    /// All of it.
    pub fn tell(&self) -> String {
        if self.json { self.line() } else { self.words() }
    }

    fn line(&self) -> String {
        let account = |Account { name, password, role, full_name }: &Account| json!({ "name": name, "password": password, "role": role, "full_name": full_name });
        let desk = |desk: &Desk| {
            let template = self.template(&desk.party).map(|(id, name)| json!({ "id": id, "name": name }));
            json!({
                "party": desk.party, "name": self.name(&desk.party), "url": desk.page_url, "template": template,
                "accounts": desk.accounts.iter().map(account).collect::<Vec<_>>(),
            })
        };
        let desks: Vec<_> = self.desks.iter().map(desk).collect();
        format!("{}\n", json!({ "event": "scene", "title": self.cast.title.get(self.lang), "dss": self.dss, "desks": desks }))
    }

    fn words(&self) -> String {
        let title = self.cast.title.get(self.lang);
        let mut text = format!("\n{title}\n{}\n{}\n", "─".repeat(title.chars().count()), self.cast.welcome.get(self.lang));
        for desk in self.desks {
            // Addresses and passwords stand alone on the right of their line's first word, so that no direction of writing
            // moves them and they can be copied.
            text.push_str(&format!("\n  {}\n      {}\n", self.name(&desk.party), desk.page_url));
            for Account { name, password, role, .. } in &desk.accounts {
                text.push_str(&format!("      {name:<8} {password}   {}\n", self.role(role)));
            }
        }
        text.push_str(&self.first_steps());
        text
    }

    /// What to try first.
    fn first_steps(&self) -> String {
        let Some((desk, (_, template))) =
            self.desks.iter().find_map(|desk| self.template(&desk.party).map(|template| (desk, template)))
        else {
            return String::new();
        };
        let (party, who) = (self.name(&desk.party), desk.accounts.first().map_or("", |account| account.name.as_str()));
        match self.lang {
            Lang::En => format!(
                "\nTry this: open the page of {party}, sign in as {who}, choose Plan, and from the templates\n\
                 “{template}”.\nIt meets a flight of the other party: the page shows where and by how much, and ways around. Take one,\n\
                 and submit. Open the other page beside it, and see that its people know.\n\nCtrl-C here stops everything.\n"
            ),
            Lang::Ar => format!(
                "\nجرّب هذا: افتح صفحة {party}، وسجّل الدخول باسم {who}، واختر «التخطيط»، ومن القوالب\n\
                 «{template}».\nتلتقي هذه الرحلة برحلة للطرف الآخر: تعرض الصفحة أين وبكم، والمخارج منه. خذ أحدها ثمّ قدّم\n\
                 الخطّة. وافتح الصفحة الأخرى بجانبها لترى أنّ أصحابها علموا.\n\nCtrl-C هنا يوقف كلّ شيء.\n"
            ),
        }
    }

    fn name(&self, party: &str) -> &str {
        self.cast.party(party).map_or("", |party| party.name.get(self.lang))
    }

    fn template(&self, party: &str) -> Option<(&str, &str)> {
        let template = self.cast.templates.iter().find(|template| template.party == party)?;
        Some((&template.id, &template.name))
    }

    fn role<'r>(&self, role: &'r str) -> &'r str {
        match (self.lang, role) {
            (Lang::En, "duty_officer") => "duty officer",
            (Lang::Ar, "viewer") => "مطّلع",
            (Lang::Ar, "planner") => "مخطّط",
            (Lang::Ar, "duty_officer") => "ضابط مناوب",
            (Lang::Ar, "administrator") => "مدير المكتب",
            (_, role) => role,
        }
    }
}
