{{- define "labels" -}}
app.kubernetes.io/name: prometheus-hot-reload
app.kubernetes.io/part-of: prometheus-hot-reload
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "namespaces" -}}
matchExpressions:
  - key: kubernetes.io/metadata.name
    operator: NotIn
    values: [kube-system, kube-public, kube-node-lease, {{ .Release.Namespace }}]
  - key: prometheus-hot-reload/mode
    operator: NotIn
    values: ["off"]
  # AKS adds the next two to every webhook. Here from the start, they cause no difference for Helm and Argo CD.
  - key: control-plane
    operator: NotIn
    values: ["true"]
  - key: kubernetes.azure.com/managedby
    operator: NotIn
    values: [aks]
{{- with .Values.namespaceSelector.matchLabels }}
matchLabels:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- /* The image: by its digest if there is one, else by its tag. */}}
{{- define "image" -}}
{{ .Values.image.repository }}
{{- with .Values.image.digest }}@{{ . }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- /* Where a pod runs and how its image is pulled: pull secrets, priority, node selector, tolerations. */}}
{{- define "scheduling" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The condition under which a pod spec may hold a Prometheus server; takes the path of the spec. */}}
{{- define "may-hold-prometheus" -}}
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
