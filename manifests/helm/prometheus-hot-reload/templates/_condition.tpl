{{/* The condition under which a pod spec may hold a Prometheus server; takes the path of the spec. */}}
{{- define "hot-reload.may-hold-prometheus" -}}
({{ . }}.containers + (has({{ . }}.initContainers) ? {{ . }}.initContainers : [])).exists(c,
(has(c.image) && c.image.matches('(^|/)(prometheus(-linux-[^/:@]*)?|mirrored-prometheus-prometheus|'
+ 'prom-prometheus|(ose|origin)-prometheus)(:[^/@]*)?(@.*)?$'))
|| (has(c.command) && size(c.command) > 0 && c.command[0].contains('$('))
|| ((has(c.command) ? c.command : []) + (has(c.args) ? c.args : [])).exists(a,
a.startsWith('--storage.tsdb.') || a.startsWith('--storage.agent.')
|| a.startsWith('--web.console.') || a.startsWith('$(')
|| a == 'prometheus' || a.endsWith('/prometheus')
|| (a.contains('$(') && (a.startsWith('-') ? a.matches('^--?[a-z.]*[$][(]')
: has(c.command) || a.contains(' ') || a.contains('\n') || a.contains('\t')))
|| ((a.contains(' ') || a.contains('\n') || a.contains('\t'))
&& (a.contains('--storage.') || (a.contains('prometheus') && a.contains('--config.file'))))))
{{- end }}
