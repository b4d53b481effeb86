-- The database of the console at commit 297a404, killed during a request.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.departs_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from settlements where seq = new.seq) then
      raise exception 'the send has ended';
    end if;
    return new;
  end $$;
CREATE FUNCTION public.history_lasts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if not exists (select 1 from sweeps where upto >= old.seq) then
      raise exception 'history goes only by retention';
    end if;
    return old;
  end $$;
CREATE FUNCTION public.history_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    raise exception 'history is never changed';
  end $$;
CREATE FUNCTION public.settles_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from departures where seq = new.seq) then
      if new.outcome = 'token_refused' then raise exception 'the send cannot end like this'; end if;
    elsif new.outcome in ('answered', 'unknown') then
      raise exception 'the send cannot end like this';
    end if;
    return new;
  end $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.console_schema (
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.departures (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    request text NOT NULL
);
CREATE TABLE public.in_flight (
    seq bigint NOT NULL,
    base_url text NOT NULL,
    message_id text,
    instance text NOT NULL
);
CREATE TABLE public.intents (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    instance text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    endpoint text NOT NULL,
    message_id text,
    attempt_of text,
    url text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    started_at_ms bigint NOT NULL,
    latest_at_ms bigint NOT NULL
);
ALTER TABLE public.intents ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.intents_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.key_check (
    n bigint NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT key_check_n_check CHECK ((n = 1))
);
CREATE TABLE public.profiles (
    id text NOT NULL,
    name text NOT NULL,
    brand text NOT NULL,
    base_url text NOT NULL,
    app_id text NOT NULL,
    app_type text NOT NULL,
    color text NOT NULL,
    environment text NOT NULL,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    removed_at_ms bigint
);
CREATE TABLE public.recipients (
    profile text NOT NULL,
    base_url text NOT NULL,
    receive_id_type text NOT NULL,
    receive_id text NOT NULL,
    name text,
    chat_id text,
    favourite bigint NOT NULL,
    last_sent_at_ms bigint NOT NULL,
    search text NOT NULL
);
CREATE TABLE public.resolutions (
    n bigint NOT NULL,
    seq bigint NOT NULL,
    verdict text NOT NULL,
    note text,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT resolutions_verdict_check CHECK ((verdict = ANY (ARRAY['delivered'::text, 'not_delivered'::text, 'undecided'::text])))
);
ALTER TABLE public.resolutions ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.resolutions_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search (
    seq bigint NOT NULL,
    terms text[] NOT NULL
);
CREATE TABLE public.settlements (
    seq bigint NOT NULL,
    outcome text NOT NULL,
    code bigint,
    at_ms bigint NOT NULL,
    exchange text NOT NULL,
    CONSTRAINT settlements_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'token_refused'::text, 'not_sent'::text, 'unknown'::text])))
);
CREATE TABLE public.sweeps (
    n bigint NOT NULL,
    upto bigint NOT NULL,
    removed bigint NOT NULL,
    at_ms bigint NOT NULL
);
ALTER TABLE public.sweeps ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sweeps_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.template_versions (
    template_id text NOT NULL,
    version bigint NOT NULL,
    follow_ups text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL
);
CREATE TABLE public.templates (
    id text NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    version bigint NOT NULL,
    search text NOT NULL,
    actor text NOT NULL,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    deleted_at_ms bigint
);
INSERT INTO public.console_schema VALUES (1, '2026-11-30 21:00:56.492403+00');
INSERT INTO public.console_schema VALUES (2, '2026-11-30 21:00:56.629801+00');
INSERT INTO public.console_schema VALUES (3, '2026-11-30 21:00:56.696431+00');
INSERT INTO public.console_schema VALUES (4, '2026-11-30 21:00:56.723787+00');
INSERT INTO public.departures VALUES (1, 1796072457023, '{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b6eaa261-ac5a-4a38-91ee-29b8d9e3fe26\"}"}');
INSERT INTO public.departures VALUES (2, 1796072457061, '{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (3, 1796072457082, '{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (4, 1796072457110, '{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (5, 1796072457172, '{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.in_flight VALUES (5, 'http://127.0.0.1:33211', 'om_0bebe6401e44c70d14ca0fefa29a9037', '769a9089-f644-497a-8781-32e76c389ce2');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (1, '958a6322-8618-437c-9fa5-e9b9cf71908e', 'message-1', '0a38a391bedc7ee852a0e8318b8cf9fde2949c4918ebf332958b5307ec716c45', '769a9089-f644-497a-8781-32e76c389ce2', 'local', 'emulator', 'http://127.0.0.1:33211', 'create_message', NULL, NULL, 'http://127.0.0.1:33211/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"b6eaa261-ac5a-4a38-91ee-29b8d9e3fe26"}', 'a2cc1af55d79ab0f08c9fccb405825ade7362b49ac47fa6bb06e608a85ac1335', 1796072456994, 1796072456994);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (2, '26f3d2b0-77d9-4d4d-a635-f1a885ba53db', 'push-accepted', '7899f7a514fcf4ea7f3a0c96a28c44d96c8aec67ad0776bf66241e16e7bdc069', '769a9089-f644-497a-8781-32e76c389ce2', 'local', 'emulator', 'http://127.0.0.1:33211', 'push_follow_up', 'om_0bebe6401e44c70d14ca0fefa29a9037', NULL, 'http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072457057, 1796072457057);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (3, '9604d9e5-222f-4b80-ae93-f7d47b44ed10', 'push-rejected', '7899f7a514fcf4ea7f3a0c96a28c44d96c8aec67ad0776bf66241e16e7bdc069', '769a9089-f644-497a-8781-32e76c389ce2', 'local', 'emulator', 'http://127.0.0.1:33211', 'push_follow_up', 'om_0bebe6401e44c70d14ca0fefa29a9037', NULL, 'http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072457077, 1796072457077);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (4, '83ad086b-8e36-4a17-8bf0-20c2a9f03197', 'push-unknown', '7899f7a514fcf4ea7f3a0c96a28c44d96c8aec67ad0776bf66241e16e7bdc069', '769a9089-f644-497a-8781-32e76c389ce2', 'local', 'emulator', 'http://127.0.0.1:33211', 'push_follow_up', 'om_0bebe6401e44c70d14ca0fefa29a9037', NULL, 'http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072457105, 1796072457105);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (5, '24c37002-0874-4d29-8736-8f56ad2d2155', 'push-in-flight', '7899f7a514fcf4ea7f3a0c96a28c44d96c8aec67ad0776bf66241e16e7bdc069', '769a9089-f644-497a-8781-32e76c389ce2', 'local', 'emulator', 'http://127.0.0.1:33211', 'push_follow_up', 'om_0bebe6401e44c70d14ca0fefa29a9037', NULL, 'http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072457168, 1796072457168);
INSERT INTO public.key_check VALUES (1, 'v1.jqWV-1de14epCVJqNNGpY3zT8hF4vxzc6tIrXSF0BuJxV0N8tBhHBiFa_dXC');
INSERT INTO public.profiles VALUES ('66309fb5-d3b2-46ad-848a-4bebafd442c4', 'Shop', 'feishu', 'https://open.feishu.cn', 'cli_a123456789abcdef', 'custom', 'gray', 'production', NULL, NULL, NULL, 'v1.keI8HDwozRsfMpl3KE-egILyOTNyaBzHOFmCI57CbNcFPSmM3zNkSyjiF6P8nB7zmw', 'b3ada706', 1796072457155, NULL, NULL, NULL, 1796072457155, 1796072457155, NULL);
INSERT INTO public.recipients VALUES ('emulator', 'http://127.0.0.1:33211', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'Ann', 'oc_f55f06f9755b51ce279ce0657e35ade7', 1, 1796072456994, 'ann
ou_d7add75482df8bca0fa9579d7e20bf1a
oc_f55f06f9755b51ce279ce0657e35ade7');
INSERT INTO public.search VALUES (1, '{b33_31,b31_2n,b2n_1c,b1c_2q,b2q_2t,b2t_2q,b2t_1i,b1i_1g,b1g_1c,b1c_1d,b1d_2t,b2t_1g,b1g_1g,b1g_2r,b2r_1j,b1j_1c,b1c_2s,b2s_1d,b1d_1g,b2r_2p,b2p_1c,b1c_2u,b2u_2t,b2t_2u,b2u_2p,b2p_1e,b1e_1l,b1l_2p,b2p_1l,b1l_1c,b1c_1f,b1f_1j,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1h_1j,b1j_2u,b2u_2r,b2r_1l,b1l_1j,b1j_1f,b1f_2s,b2s_2t,b2t_1h,b1h_1e,b1e_1g,b1g_2t,b2t_2s,b2s_1f,b1f_2t,b2u_2u,b2u_1e,b1i_1j,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b2s_2s,b1j_1h,b1h_1g,b1g_1k,b1k_1e,b1e_2s,b2s_2u,b2u_1k,b1k_2q,b2q_2r,b1l_1h,b1j_1l,b1l_2s,b1j_2t,b2t_1e,b2q_2u,b2u_1d,b1d_2p,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_j3c,bj3c_hod,sj3c,shod,b1c_y,by_3h,b2q_1i,b1i_2t,b2t_2p,b2p_2p,b1d_19,b19_2p,b2p_2r,b2r_1h,b1h_2p,b2p_19,b19_1g,b1g_2p,b2p_1f,b1f_1k,b1k_19,b19_1l,b1l_1d,b2t_2t,b2t_19,b19_1e,b1l_2q,b2q_1k,b1k_2s,b2s_1l,b1l_2t,b2t_1f,b1f_2u,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (2, '{b33_31,b31_2n,b2n_1c,b1c_2q,b2q_2t,b2t_2q,b2t_1i,b1i_1g,b1g_1c,b1c_1d,b1d_2t,b2t_1g,b1g_1g,b1g_2r,b2r_1j,b1j_1c,b1c_2s,b2s_1d,b1d_1g,b2r_2p,b2p_1c,b1c_2u,b2u_2t,b2t_2u,b2u_2p,b2p_1e,b1e_1l,b1l_2p,b2p_1l,b1l_1c,b1c_1f,b1f_1j,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1h_1j,b1j_1j,b1j_2q,b2q_1d,b1d_1f,b1f_2u,b2u_1c,b2t_1l,b1l_1l,b1l_1g,b1g_1f,b1f_1l,b1l_1j,b1j_2s,b2s_1g,b1g_1j,b1j_1g,b1g_1d,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (3, '{b33_31,b31_2n,b2n_1c,b1c_2q,b2q_2t,b2t_2q,b2t_1i,b1i_1g,b1g_1c,b1c_1d,b1d_2t,b2t_1g,b1g_1g,b1g_2r,b2r_1j,b1j_1c,b1c_2s,b2s_1d,b1d_1g,b2r_2p,b2p_1c,b1c_2u,b2u_2t,b2t_2u,b2u_2p,b2p_1e,b1e_1l,b1l_2p,b2p_1l,b1l_1c,b1c_1f,b1f_1j,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1d_1c,b1c_1h,b1h_1c,b1c_1c,b1h_1j,b1f_2p,b2p_2s,b2s_1l,b1l_1e,b1l_2r,b2r_1c,b1c_1l,b1j_1k,b1k_1h,b1j_2q,b2q_2s,b2s_1e,b1e_2r,b2r_1h,b2u_33,b33_30,b30_30,b30_33,b33_3b,b39_34,b2p_30,b30_36,b36_2t,b2t_2p,b2s_3d,b2t_3c,b3c_2x,b2x_37,b37_38,b38_1a,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_230008}');
INSERT INTO public.search VALUES (4, '{b33_31,b31_2n,b2n_1c,b1c_2q,b2q_2t,b2t_2q,b2t_1i,b1i_1g,b1g_1c,b1c_1d,b1d_2t,b2t_1g,b1g_1g,b1g_2r,b2r_1j,b1j_1c,b1c_2s,b2s_1d,b1d_1g,b2r_2p,b2p_1c,b1c_2u,b2u_2t,b2t_2u,b2u_2p,b2p_1e,b1e_1l,b1l_2p,b2p_1l,b1l_1c,b1c_1f,b1f_1j,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_unknown}');
INSERT INTO public.search VALUES (5, '{b33_31,b31_2n,b2n_1c,b1c_2q,b2q_2t,b2t_2q,b2t_1i,b1i_1g,b1g_1c,b1c_1d,b1d_2t,b2t_1g,b1g_1g,b1g_2r,b2r_1j,b1j_1c,b1c_2s,b2s_1d,b1d_1g,b2r_2p,b2p_1c,b1c_2u,b2u_2t,b2t_2u,b2u_2p,b2p_1e,b1e_1l,b1l_2p,b2p_1l,b1l_1c,b1c_1f,b1f_1j,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72}');
INSERT INTO public.settlements VALUES (1, 'answered', 0, 1796072457038, '{"id":"958a6322-8618-437c-9fa5-e9b9cf71908e","actor":"local","attempt_of":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_0bebe6401e44c70d14ca0fefa29a9037","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b6eaa261-ac5a-4a38-91ee-29b8d9e3fe26\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b6eaa261-ac5a-4a38-91ee-29b8d9e3fe26\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050057FC973DE524ED3EFFF267","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"a5c7276494f632e03c95f9372d795151","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_0bebe6401e44c70d14ca0fefa29a9037\",\"msg_type\":\"text\",\"create_time\":\"1796072457031\",\"update_time\":\"1796072457031\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_f55f06f9755b51ce279ce0657e35ade7\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"b6eaa261-ac5a-4a38-91ee-29b8d9e3fe26\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050057FC973DE524ED3EFFF267","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"a5c7276494f632e03c95f9372d795151","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"391"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_0bebe6401e44c70d14ca0fefa29a9037\",\"msg_type\":\"text\",\"create_time\":\"1796072457031\",\"update_time\":\"1796072457031\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_f55f06f9755b51ce279ce0657e35ade7\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:57.028Z","duration_ms":4.6}],"code":0,"msg":"success","log_id":"20261201050057FC973DE524ED3EFFF267","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:56.994Z","duration_ms":29.4}');
INSERT INTO public.settlements VALUES (2, 'answered', 0, 1796072457068, '{"id":"26f3d2b0-77d9-4d4d-a635-f1a885ba53db","actor":"local","attempt_of":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_0bebe6401e44c70d14ca0fefa29a9037","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500577B13F01E9944397D4741","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"93a4c656ccdf4f2b236dfb27958f42cc","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010500577B13F01E9944397D4741","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"93a4c656ccdf4f2b236dfb27958f42cc","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"36"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:00:57.064Z","duration_ms":3.8}],"code":0,"msg":"success","log_id":"202612010500577B13F01E9944397D4741","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。","en":"Success. Only code 0 decides that; some calls say “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:00:57.057Z","duration_ms":6.8}');
INSERT INTO public.settlements VALUES (3, 'answered', 230008, 1796072457088, '{"id":"9604d9e5-222f-4b80-ae93-f7d47b44ed10","actor":"local","attempt_of":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_0bebe6401e44c70d14ca0fefa29a9037","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105005703AD929C09C7857BD2C5","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"2a9cdecb19a51a8051ff3b20c3bae8dc","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105005703AD929C09C7857BD2C5\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105005703AD929C09C7857BD2C5&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105005703AD929C09C7857BD2C5","date":"Mon, 30 Nov 2026 21:00:57 GMT","x-request-id":"2a9cdecb19a51a8051ff3b20c3bae8dc","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","connection":"keep-alive","keep-alive":"timeout=5","content-length":"269"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105005703AD929C09C7857BD2C5\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105005703AD929C09C7857BD2C5&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:00:57.084Z","duration_ms":2.8}],"code":230008,"msg":"follow up already exist.","log_id":"2026120105005703AD929C09C7857BD2C5","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=2026120105005703AD929C09C7857BD2C5&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经添加过气泡，不能再次添加。","en":"Bubbles have already been added to this message, so none can be added again."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次调用没有收到回答，此码就是上次已经生效的证据，除非期间有别人对这条消息添加过气泡。","en":"For other bubbles, send a new message from the bot. If the answer to an earlier call was lost, this code is evidence that the call took effect, unless someone else added bubbles in between."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:00:57.077Z","duration_ms":6}');
INSERT INTO public.settlements VALUES (4, 'unknown', NULL, 1796072457118, '{"id":"83ad086b-8e36-4a17-8bf0-20c2a9f03197","actor":"local","attempt_of":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_0bebe6401e44c70d14ca0fefa29a9037","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:33211/open-apis/im/v1/messages/om_0bebe6401e44c70d14ca0fefa29a9037/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:00:57.112Z","duration_ms":5.8}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:00:57.105Z","duration_ms":8.5}');
INSERT INTO public.template_versions VALUES ('3a4a0b31-d1df-4658-9a3f-c2ded51d5240', 1, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 'local', 1796072457129);
INSERT INTO public.template_versions VALUES ('3a4a0b31-d1df-4658-9a3f-c2ded51d5240', 2, '[{"content":"第二版"}]', 'local', 1796072457142);
INSERT INTO public.templates VALUES ('3a4a0b31-d1df-4658-9a3f-c2ded51d5240', 'Parcels', '', 2, 'parcels
第二版', 'local', 1796072457129, 1796072457142, NULL);
SELECT pg_catalog.setval('public.intents_seq_seq', 5, true);
SELECT pg_catalog.setval('public.resolutions_n_seq', 1, false);
SELECT pg_catalog.setval('public.sweeps_n_seq', 1, false);
ALTER TABLE ONLY public.console_schema
    ADD CONSTRAINT console_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_base_url_message_id_key UNIQUE (base_url, message_id);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_id_key UNIQUE (id);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.key_check
    ADD CONSTRAINT key_check_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recipients
    ADD CONSTRAINT recipients_pkey PRIMARY KEY (profile, base_url, receive_id_type, receive_id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_pkey PRIMARY KEY (template_id, version);
ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);
CREATE INDEX intents_by_message ON public.intents USING btree (message_id, seq);
CREATE INDEX intents_by_original ON public.intents USING btree (attempt_of, seq) WHERE (attempt_of IS NOT NULL);
CREATE INDEX intents_by_time ON public.intents USING btree (latest_at_ms, seq);
CREATE INDEX intents_out_of_time ON public.intents USING btree (started_at_ms, seq) WHERE (started_at_ms < latest_at_ms);
CREATE INDEX recipients_by_chat ON public.recipients USING btree (profile, base_url, chat_id) WHERE (chat_id IS NOT NULL);
CREATE INDEX recipients_by_use ON public.recipients USING btree (profile, base_url, favourite, last_sent_at_ms);
CREATE INDEX resolutions_by_send ON public.resolutions USING btree (seq, n);
CREATE INDEX search_by_term ON public.search USING gin (terms) WITH (fastupdate=off);
CREATE UNIQUE INDEX templates_by_name ON public.templates USING btree (name) WHERE (deleted_at_ms IS NULL);
CREATE TRIGGER departures_in_order BEFORE INSERT ON public.departures FOR EACH ROW EXECUTE FUNCTION public.departs_in_order();
CREATE TRIGGER departures_last BEFORE DELETE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER departures_stay BEFORE UPDATE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER intents_last BEFORE DELETE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER intents_stay BEFORE UPDATE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER resolutions_last BEFORE DELETE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER resolutions_stay BEFORE UPDATE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER settlements_in_order BEFORE INSERT ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.settles_in_order();
CREATE TRIGGER settlements_last BEFORE DELETE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER settlements_stay BEFORE UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_last BEFORE DELETE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_stay BEFORE UPDATE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.templates(id);
