// What went wrong, and what to do.

import { addTexts } from "../text.js";

addTexts({
  en: {
    "problem.invalid_credentials": "The address or the password is wrong. Check both, and try again.",
    "problem.known_address": "This address is registered already, with another password. Log in instead.",
    "problem.wrong_password": "The password is wrong. Type it again.",
    "problem.registration_closed": "New users cannot register at this server. Ask whoever runs it.",
    "problem.too_many_tokens": "You have 50 tokens, the maximum. Revoke one first.",
    "problem.too_many_interests": "You follow as many airports as one user can. Unfollow one first.",
    "problem.user_deleted": "This account has been deleted in the meantime. Register again to make a new one.",
    "problem.unknown_airport": "This airport is not known. Search for it by its city or another code.",
    "problem.ended": "Your session has ended. Log in again to continue.",
    "problem.unreachable": "The server cannot be reached. Check your connection, and try again in a moment.",
    "problem.unavailable": "The server cannot do this right now. Try again in a moment.",
    "problem.tries.one": "Too many wrong passwords. Try again in {count} minute, at {until}.",
    "problem.tries.other": "Too many wrong passwords. Try again in {count} minutes, at {until}.",
    "problem.registrations.one": "Too many registrations from your network. Try again in {count} minute, at {until}.",
    "problem.registrations.other": "Too many registrations from your network. Try again in {count} minutes, at {until}.",
    "problem.requests.one": "Too many requests. Try again in {count} minute, at {until}.",
    "problem.requests.other": "Too many requests. Try again in {count} minutes, at {until}.",
    "problem.wrong_origin":
      "The server does not accept log-ins from {origin}. Open the page at the server’s public address; whoever runs the server sets it as PUBLIC_URL.",
    "problem.other":
      "The server refused this: {message} Reload the page and try again. If it happens again, tell whoever runs the server (correlation id {id}).",
  },
  it: {
    "problem.invalid_credentials": "L’indirizzo o la password non sono corretti. Controllali e riprova.",
    "problem.known_address": "Questo indirizzo è già registrato, con un’altra password. Accedi con quella.",
    "problem.wrong_password": "La password non è corretta. Scrivila di nuovo.",
    "problem.registration_closed": "Questo server non accetta nuovi utenti. Chiedi a chi lo gestisce.",
    "problem.too_many_tokens": "Hai 50 token, il massimo. Revocane prima uno.",
    "problem.too_many_interests": "Segui già il numero massimo di aeroporti. Smetti prima di seguirne uno.",
    "problem.user_deleted": "Questo profilo nel frattempo è stato eliminato. Registrati di nuovo per crearne uno.",
    "problem.unknown_airport": "Questo aeroporto non è noto. Cercalo per città o con un altro codice.",
    "problem.ended": "La sessione è terminata. Accedi di nuovo per continuare.",
    "problem.unreachable": "Il server non è raggiungibile. Controlla la connessione e riprova tra poco.",
    "problem.unavailable": "Il server ora non può farlo. Riprova tra poco.",
    "problem.tries.one": "Troppe password sbagliate. Riprova tra {count} minuto, alle {until}.",
    "problem.tries.other": "Troppe password sbagliate. Riprova tra {count} minuti, alle {until}.",
    "problem.registrations.one": "Troppe registrazioni dalla tua rete. Riprova tra {count} minuto, alle {until}.",
    "problem.registrations.other": "Troppe registrazioni dalla tua rete. Riprova tra {count} minuti, alle {until}.",
    "problem.requests.one": "Troppe richieste. Riprova tra {count} minuto, alle {until}.",
    "problem.requests.other": "Troppe richieste. Riprova tra {count} minuti, alle {until}.",
    "problem.wrong_origin":
      "Il server non accetta accessi da {origin}. Apri la pagina all’indirizzo pubblico del server; chi lo gestisce lo imposta con PUBLIC_URL.",
    "problem.other":
      "Il server ha rifiutato la richiesta: {message} Ricarica la pagina e riprova. Se succede ancora, avvisa chi gestisce il server (correlation id {id}).",
  },
});
